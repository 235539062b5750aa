using GradingService.Domain;
using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;
using GradingService.Tests.Domain.Answers;

namespace GradingService.Tests.Domain.Marking;

public sealed class JudgingTests
{
    private const string Answers = """{"a": {"n": 7, "slow": 9}, "b": {"square": 49, "slower": 81}}""";

    private int _quickly, _slowly;
    private bool _fails;

    [Fact]
    public async Task At_once_only_what_is_quick_is_judged_and_the_rest_is_pending()
    {
        var scheme = Scheme();
        var marks = await Mark(scheme, new Judging { OnlyAtOnce = true });
        marks.Earned("a.n", Verdict.Partial, new Rational(1, 2), "odd");
        marks.Earned("a.slow", Verdict.Pending, -1);
        Assert.True(scheme.Awaits(marks, onlyInBackground: true));
        Assert.Equal((1, 0), (_quickly, _slowly));
    }

    [Fact]
    public async Task The_second_marking_judges_what_is_left_and_gives_what_one_marking_gives()
    {
        var scheme = Scheme();
        var first = await Mark(scheme, new Judging { OnlyAtOnce = true });
        var second = await Mark(scheme, new Judging { Earlier = MarksJson.Read(MarksJson.Write(first)) });
        Assert.Equal((1, 1), (_quickly, _slowly));
        Assert.Equal(MarksJson.Write(await Mark(scheme, Judging.Everything)), MarksJson.Write(second));
        Assert.False(scheme.Awaits(second));
    }

    [Fact]
    public async Task A_judge_that_fails_leaves_its_item_pending_and_is_told_of()
    {
        _fails = true;
        var scheme = Scheme();
        var failed = new List<string>();
        var marks = await Mark(scheme, new Judging { OnlyAtOnce = true, Failed = (item, reason) => failed.Add($"{item}: {reason.Message}") });
        marks.Earned("a.n", Verdict.Pending, -1);
        Assert.Equal(["a.n: no paper left"], failed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Mark(scheme, Judging.Everything));
        _fails = false;
        (await Mark(scheme, new Judging { Earlier = marks })).Earned("a.n", Verdict.Partial, new Rational(1, 2), "odd");
    }

    [Fact]
    public async Task Giving_up_is_not_a_failure_of_the_judge()
    {
        var builder = new MarkSchemeBuilder();
        builder.Part("a").Judged("n", Toy.Label, new WholeNumberDesign(), _ => 1, async (_, _, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return Judgement.Pending;
        });
        using var soon = new CancellationTokenSource();
        var marking = builder.Worth(1).Mark(Sheet(builder, """{"a": {"n": 1}}"""), new Judging { Failed = (_, _) => { } }, soon.Token).AsTask();
        await soon.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => marking);
    }

    [Fact]
    public async Task Nothing_is_awaited_of_a_blank_item_or_one_without_a_judge()
    {
        var scheme = Scheme(slowly: false);
        var marks = await Mark(scheme, new Judging { OnlyAtOnce = true });
        Assert.True(marks.IsPending);
        Assert.False(scheme.Awaits(marks));
        Assert.False(Scheme().Awaits(await Scheme().Mark("""{"a": {"n": 7}}""")));
    }

    private static AnswerSheet Sheet(MarkSchemeBuilder builder, string answers) => builder.Worth(1).Read(Json.Of(answers));

    private static async Task<Marks> Mark(MarkScheme scheme, Judging judging) =>
        await scheme.Mark(scheme.Read(Json.Of(Answers)), judging, TestContext.Current.CancellationToken);

    /// <summary>An odd number is half right, with everything that a judgement may carry; quickly in n, in the background in slow.</summary>
    private MarkScheme Scheme(bool slowly = true)
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var n = a.Judged("n", Toy.Label, new WholeNumberDesign(), _ => 10, (answer, _, _) =>
        {
            _quickly++;
            return _fails ? throw new InvalidOperationException("no paper left") : new(Of(answer));
        });
        var slow = a.Judged("slow", Toy.Label, new WholeNumberDesign(), _ => 10, slowly ? Slow : null, inBackground: true);
        var b = builder.Part("b");
        b.Item("square", Toy.Label, NumberType.Integer, v => n[v] * n[v]);
        b.Item("slower", Toy.Label, NumberType.Integer, v => slow[v] * slow[v]);
        return builder.Build(new MarkSchemeSettings(4) { FollowThroughCredit = new Rational(1, 2) });

        ValueTask<Judgement> Slow(int answer, Values own, CancellationToken cancellation)
        {
            _slowly++;
            return new(Of(answer));
        }
    }

    private static Judgement Of(int answer) => answer % 2 == 0 ? new Judgement(1) : new Judgement(new Rational(1, 2))
    {
        Mistake = "odd",
        Message = new LocalizedText("Neparan.", "Odd."),
        Evidence = new Evidence("remainder") { Details = new() { ["remainder"] = answer % 2 } },
        Warnings = [new Warning("large", new("Velik.", "Large."))],
    };
}
