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
    private const string Ready = """S{"form":"parameters","methods":["forward","backward_inputs","backward_params"],"uninitialised":false}""";

    /// <summary>The first forward pass, whose result has four rows and two columns.</summary>
    private const string Forward = "T\0\0\u0001\0";

    private const string Four = "\u0004\0\0\0\0\0\0\0", Two = "\u0002\0\0\0\0\0\0\0", One = "\u0001\0\0\0\0\0\0\0", None = "-----";

    /// <summary>Bytes, each as the character of its number.</summary>
    public static TheoryData<string> Garbage =>
    [
        "", "\0", "S", "T", "X", "Snull", "S[]", "S{}", "S1e999", "S{\"stage\":7,\"methods\":{},\"raised\":[]}", "S{\"raised\":{\"type\":\"\\ud800\",\"text\":\"\\u0000\",\"line\":1e30}}",
        "T\0\0", "T\u00ff\u00ff\0\0VN" + None, "T\0\0\u00ff\u00ffVN" + None, Forward, Forward + "V", Forward + "V-" + None, Forward + "VN", Forward + "VN" + None + "more", Forward + "Z" + None,
        // Arrays: without numbers, with too few, with sizes below zero, too large, or whose product overflows; too many axes; large ones that aren't.
        Forward + "VA\u0002" + Four + Two, Forward + "VA\u0002" + Four + Two + One + None, Forward + "VA\u0002" + "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff" + Two + None,
        Forward + "VA\u0004" + string.Concat(Enumerable.Repeat("\0\0\0\u0040\0\0\0\0", 4)) + None, Forward + "VA\u0002\0\0\0\0\0\u0001\0\0" + Two + None, Forward + "VA\u00ff",
        Forward + "VA\u0009" + string.Concat(Enumerable.Repeat(One, 9)) + One + None, Forward + "VA\u0002" + string.Concat(Enumerable.Repeat("\0\0\0\0\0\0\0\0", 2)) + None,
        Forward + "VH\u0002" + Four + Two + None, Forward + "VH\u0002\u0004\0\0" + None, Forward + "VH\u0004" + string.Concat(Enumerable.Repeat("\u00ff\u00ff\u00ff\u007f\0\0\0\0", 4)) + None,
        // Lists and dictionaries: longer than they are, endless, too deep, without names.
        Forward + "VL\u00ff\u00ff\u00ff\u00ff", Forward + "VL\0\u0010\0\0" + new string('N', 5000) + None, Forward + "VL\u0002\0\0\0N" + None, Forward + "VD\u00ff\u00ff\0\0",
        Forward + "VD\u0001\0\0\0NN" + None, Forward + "V" + Nested(20) + None, Forward + "V" + Nested(5000) + None, Forward + "VD\u0001\0\0\0T\u0002\0\0\0\u00ed\u00a0N" + None,
        // Texts: longer than they are, no UTF-8.
        Forward + "VT\u00ff\u00ff\u00ff\u00ffabc" + None, Forward + "VT\u0003\0\0\0\u00ed\u00b0\u0080" + None, Forward + "VO\0\0\0\0" + None,
        Forward + "R\u00ff\u00ff\u00ff\u00ff\u0007NN----", Forward + "R\0\0", Forward + "R\0\0\0\0\0T\u0001\0\0\0\0T\u0001\0\0\0\0----", Forward + "EX----", Forward + "E",
    ];

    [Theory, MemberData(nameof(Garbage))]
    public async Task Garbage_earns_nothing_and_breaks_nothing(string frame)
    {
        foreach (var ending in Enum.GetValues<SandboxEnding>())
        {
            await AssertWorthless(ending, Frame(Encoding.Latin1.GetBytes(frame)));
            await AssertWorthless(ending, [.. Frame(Encoding.Latin1.GetBytes(Ready)), .. Frame(Encoding.Latin1.GetBytes(frame))]);
            await AssertWorthless(ending, Encoding.Latin1.GetBytes(frame));
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
        var forged = Frame(Encoding.Latin1.GetBytes(Forward + "VN" + None));
        Assert.Equal(new Rational(7, 10), await Credit(SandboxEnding.Completed, (byte[])[.. forged, .. recorded.Last!.Output.Span]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(100)]
    public async Task A_frame_that_is_longer_or_shorter_than_it_says_counts_as_none(int more)
    {
        var recorded = new Recorded(new PlainPython());
        await new LayerJudge(new PythonLayerRunner(recorded), seed: 5).Judge(LayerFixture.Read("right-plain").Source, TestContext.Current.CancellationToken);
        var (output, place) = (recorded.Last!.Output.ToArray(), Encoding.Latin1.GetBytes(Forward));
        var start = output.AsSpan().IndexOf(place);
        var length = (int)BinaryPrimitives.ReadUInt32BigEndian(output.AsSpan(start - 4));
        byte[] changed = more > 0 ? [.. output[start..(start + length)], .. new byte[more]] : output[start..(start + length + more)];
        Assert.Equal(new Rational(7, 10), await Credit(SandboxEnding.Completed, (byte[])[.. output[..(start - 4)], .. Frame(changed), .. output[(start + length)..]]));
        Assert.Equal(Rational.One, await Credit(SandboxEnding.Completed, (byte[])[.. output[..(start - 4)], .. Frame(output[start..(start + length)]), .. output[(start + length)..]]));
    }

    [Fact]
    public async Task A_flood_of_small_values_leaves_nothing_to_read_for_what_follows()
    {
        var recorded = new Recorded(new PlainPython());
        await new LayerJudge(new PythonLayerRunner(recorded), seed: 5).Judge(LayerFixture.Read("right-plain").Source, TestContext.Current.CancellationToken);
        var output = recorded.Last!.Output.ToArray();
        var (start, list) = (output.AsSpan().IndexOf(Encoding.Latin1.GetBytes(Forward)) - 4, "L\0\u0010\0\0" + new string('N', 4096));
        var flood = Frame(Encoding.Latin1.GetBytes("T\0\0\0\0V" + "L\u0040\0\0\0" + string.Concat(Enumerable.Repeat(list, 64)) + None));
        Assert.Equal(Rational.Zero, await Credit(SandboxEnding.Completed, (byte[])[.. output[..start], .. flood, .. output[start..]]));
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

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("L\u0001\0\0\0", depth)) + "N";

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
