using System.Buffers.Binary;
using System.Text;
using GradingService.Domain.Families.AffineLayer.Layers;
using GradingService.Domain.Numerics;
using GradingService.Infrastructure.CodeExecution;
using GradingService.Tests.Domain.Families.AffineLayer.Layers;

namespace GradingService.Tests.Infrastructure.CodeExecution;

/// <summary>Frames that nobody can trust: garbage, forgeries, and real ones that were damaged.</summary>
public sealed class LayerFramesTests
{
    private const string Ready = """{"source":{"form":"parameters","methods":["forward","backward_inputs","backward_params"],"uninitialised":[]}}""";

    public static TheoryData<string> Garbage =>
    [
        "", "\0", "null", "[]", "{}", "1e999", "{\"source\":null}", "{\"source\":{}}", "{\"source\":{\"stage\":7,\"methods\":{},\"raised\":[]}}",
        "{\"trial\":0}", "{\"trial\":-1,\"step\":0}", "{\"trial\":1e99,\"step\":0.5}", "{\"trial\":99999999,\"step\":0}", "{\"trial\":\"0\",\"step\":0}",
        "{\"trial\":0,\"step\":1,\"value\":{\"shape\":[1000000000,1000000000,1000000000,1000000000],\"numbers\":\"\"}}",
        "{\"trial\":0,\"step\":1,\"value\":{\"shape\":[-1,2],\"numbers\":\"AAAA\"}}", "{\"trial\":0,\"step\":1,\"value\":{\"shape\":[4,2],\"numbers\":\"not base64!\"}}",
        "{\"trial\":0,\"step\":1,\"value\":{\"shape\":[0,0],\"numbers\":\"\"}}", "{\"trial\":0,\"step\":1,\"value\":{\"shape\":[4,2],\"large\":true}}",
        "{\"trial\":0,\"step\":1,\"value\":{\"shape\":[\"4\",null],\"numbers\":5}}", "{\"trial\":0,\"step\":1,\"value\":{\"list\":{}}}", "{\"trial\":0,\"step\":1,\"ended\":\"well\"}",
        "{\"trial\":0,\"step\":1,\"value\":{\"dictionary\":{\"\\ud800\":{\"none\":true}}}}", "{\"trial\":0,\"step\":1,\"value\":{\"text\":\"\\udc00\"}}",
        "{\"trial\":0,\"step\":1,\"raised\":{\"type\":\"\\ud800\",\"text\":\"\\u0000\",\"line\":1e30}}", "{\"trial\":0,\"step\":1,\"raised\":{}}",
        "{\"trial\":0,\"step\":1,\"value\":" + Nested(20) + "}", "{\"trial\":0,\"step\":1,\"value\":" + Nested(5000) + "}", "{\"trial\":0,\"trial\":1,\"step\":1,\"step\":0}",
        "{\"trial\":0,\"step\":1,\"value\":{\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1],\"numbers\":\"AAAAAAAA8D8=\"}}",
    ];

    [Theory, MemberData(nameof(Garbage))]
    public async Task Garbage_earns_nothing_and_breaks_nothing(string frame)
    {
        foreach (var ending in Enum.GetValues<SandboxEnding>())
        {
            await AssertWorthless(ending, Frame(Encoding.UTF8.GetBytes(frame)));
            await AssertWorthless(ending, [.. Frame(Encoding.UTF8.GetBytes(Ready)), .. Frame(Encoding.UTF8.GetBytes(frame))]);
            await AssertWorthless(ending, Encoding.UTF8.GetBytes(frame));
        }
    }

    [Fact]
    public async Task Random_bytes_earn_nothing_and_break_nothing()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            await AssertWorthless(SandboxEnding.Completed, random.Next(2) == 0 ? bytes : Frame(bytes));
        }
    }

    [Fact]
    public async Task A_real_run_that_was_damaged_never_earns_more()
    {
        var recorded = new Recorded(new PlainPython());
        await new LayerJudge(new PythonLayerRunner(recorded), seed: 5).Judge(LayerFixture.Read("right-plain").Source, TestContext.Current.CancellationToken);
        var whole = recorded.Last!;
        Assert.Equal(Rational.One, await Credit(whole.Ending, whole.Output));
        var random = new Random(11);
        for (var i = 0; i < 120; i++)
        {
            var damaged = whole.Output.ToArray();
            switch (random.Next(4))
            {
                case 0: damaged = damaged[..random.Next(damaged.Length)]; break;
                case 1: for (var n = 0; n < 20; n++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256); break;
                case 2: damaged = [.. damaged, .. damaged]; break;
                default: damaged = [.. damaged[random.Next(64)..]]; break;
            }
            Assert.InRange((double)(await Credit(SandboxEnding.Crashed, damaged)).Round(4), 0, 1);
        }
    }

    [Fact]
    public async Task A_run_cut_off_keeps_the_behaviours_that_were_seen()
    {
        var recorded = new Recorded(new PlainPython());
        await new LayerJudge(new PythonLayerRunner(recorded), seed: 5).Judge(LayerFixture.Read("right-plain").Source, TestContext.Current.CancellationToken);
        var output = recorded.Last!.Output;
        var credits = new List<Rational>();
        for (var tenth = 0; tenth <= 40; tenth++) credits.Add(await Credit(SandboxEnding.TimeLimit, output[..(output.Length * tenth / 40)]));
        Assert.Equal([0, new(3, 10), new(55, 100), 1], credits.Distinct());
        Assert.Equal(credits.Order(), credits);
    }

    [Fact]
    public async Task Two_frames_about_one_step_count_as_none()
    {
        var recorded = new Recorded(new PlainPython());
        await new LayerJudge(new PythonLayerRunner(recorded), seed: 5).Judge(LayerFixture.Read("right-plain").Source, TestContext.Current.CancellationToken);
        var forged = Frame(Encoding.UTF8.GetBytes("{\"trial\":0,\"step\":1,\"value\":{\"none\":true}}"));
        Assert.Equal(new Rational(7, 10), await Credit(SandboxEnding.Completed, (byte[])[.. forged, .. recorded.Last!.Output.Span]));
    }

    [Fact]
    public async Task Without_a_sandbox_the_answer_waits() =>
        Assert.True((await new LayerJudge(new PythonLayerRunner(new Replayed(null))).Judge("", TestContext.Current.CancellationToken)).IsPending);

    private static async Task AssertWorthless(SandboxEnding ending, byte[] output) => Assert.Equal(Rational.Zero, await Credit(ending, output));

    private static async Task<Rational> Credit(SandboxEnding ending, ReadOnlyMemory<byte> output)
    {
        var judge = new LayerJudge(new PythonLayerRunner(new Replayed(new SandboxRun(ending, output, TimeSpan.Zero))), seed: 5);
        var judgement = await judge.Judge("", TestContext.Current.CancellationToken);
        Assert.False(judgement.IsPending);
        Assert.Equal(judgement.Credit == Rational.One, judgement.Mistake is null);
        return judgement.Credit;
    }

    private static byte[] Frame(byte[] payload)
    {
        var frame = new byte[payload.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)payload.Length);
        payload.CopyTo(frame, 4);
        return frame;
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"list\":[", depth)) + "{\"none\":true}" + string.Concat(Enumerable.Repeat("]}", depth));

    /// <summary>Gives what another run gave.</summary>
    private sealed class Replayed(SandboxRun? run) : ISandbox
    {
        public Task<SandboxRun> Run(ReadOnlyMemory<byte> job, CancellationToken cancellation) =>
            run is null ? throw new SandboxUnavailableException("There is none.") : Task.FromResult(run);
    }

    /// <summary>Keeps what a run gave.</summary>
    private sealed class Recorded(ISandbox sandbox) : ISandbox
    {
        public SandboxRun? Last { get; private set; }

        public async Task<SandboxRun> Run(ReadOnlyMemory<byte> job, CancellationToken cancellation) => Last = await sandbox.Run(job, cancellation);
    }
}
