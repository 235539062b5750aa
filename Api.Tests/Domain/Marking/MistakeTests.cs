using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Marking;

public sealed class MistakeTests
{
    [Fact]
    public async Task A_mistake_that_leaves_credit_is_partial_and_named()
    {
        var builder = new MarkSchemeBuilder();
        builder.Part("a").Item("x", Toy.Label, NumberType.Real, _ => 16)
            .Mistake(Toy.Known("halved", new Rational(1, 3)), _ => 8)
            .Mistake(Toy.Known("square-missing"), _ => 4);
        var scheme = builder.Worth(2);
        (await scheme.Mark("""{"a": {"x": 8}}""")).Earned("a.x", Verdict.Partial, new Rational(2, 3), "halved");
        (await scheme.Mark("""{"a": {"x": 4}}""")).Earned("a.x", Verdict.Incorrect, 0, "square-missing");
        (await scheme.Mark("""{"a": {"x": 5}}""")).Earned("a.x", Verdict.Incorrect, 0);
    }

    [Fact]
    public async Task Right_entries_or_the_mistakes_credit_count_whichever_is_more()
    {
        var builder = new MarkSchemeBuilder();
        builder.Part("a").Item("x", Toy.Label, new VectorType(3), _ => [1, 2, 3])
            .Mistake(Toy.Known("last-doubled", new Rational(1, 2)), _ => [1, 2, 6])
            .Mistake(Toy.Known("all-doubled", new Rational(1, 2)), _ => [2, 4, 6]);
        var scheme = builder.Worth(3);
        (await scheme.Mark("""{"a": {"x": [1, 2, 6]}}""")).Earned("a.x", Verdict.Partial, 2, "last-doubled");
        (await scheme.Mark("""{"a": {"x": [2, 4, 6]}}""")).Earned("a.x", Verdict.Partial, new Rational(3, 2), "all-doubled");
    }

    [Fact]
    public async Task Of_mistakes_that_collide_the_one_that_explains_most_of_the_submission_is_named()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        a.Item("flatten", Toy.Label, NumberType.Integer, _ => 1152).Mistake(Toy.Known("ceil"), _ => 1568).Mistake(Toy.Known("same-padding"), _ => 1568);
        a.Item("side", Toy.Label, NumberType.Integer, _ => 28).Mistake(Toy.Known("ceil"), _ => 29).Mistake(Toy.Known("same-padding"), _ => 31);
        var scheme = builder.Worth(2);
        var padded = await scheme.Mark("""{"a": {"flatten": 1568, "side": 31}}""");
        padded.Earned("a.flatten", Verdict.Incorrect, 0, "same-padding");
        padded.Earned("a.side", Verdict.Incorrect, 0, "same-padding");
        (await scheme.Mark("""{"a": {"flatten": 1568, "side": 29}}""")).Earned("a.flatten", Verdict.Incorrect, 0, "ceil");
        (await scheme.Mark("""{"a": {"flatten": 1568}}""")).Earned("a.flatten", Verdict.Incorrect, 0, "ceil");
    }

    [Fact]
    public async Task A_mistake_that_no_answer_could_show_is_not_offered()
    {
        var builder = new MarkSchemeBuilder();
        builder.Part("a").Item("x", Toy.Label, NumberType.Real, _ => 16).Accept(_ => 8)
            .Mistake(Toy.Known("equal"), _ => 16)
            .Mistake(Toy.Known("within-tolerance"), _ => 16.0001)
            .Mistake(Toy.Known("equals-a-convention"), _ => 8)
            .Mistake(Toy.Known("not-a-number"), _ => double.NaN)
            .Mistake(Toy.Known("infinite"), _ => double.PositiveInfinity)
            .Mistake(Toy.Known("throws"), _ => throw new InvalidOperationException())
            .Mistake(Toy.Known("real-one"), _ => 4);
        var scheme = builder.Worth(1);
        var offered = Solution.Of(scheme).Single().Mistakes;
        Assert.Equal(["real-one"], offered.Select(mistake => mistake.Code));
        Assert.Equal("4", offered[0].Value.ToJsonString());
        (await scheme.Mark("""{"a": {"x": 16.0001}}""")).Earned("a.x", Verdict.Correct, 1);
    }

    [Fact]
    public void The_solution_shows_workings_and_every_value_as_a_student_would_write_it()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var half = builder.Working("half", NumberType.Real, _ => 0.5);
        a.Item("x", Toy.Label, new VectorType(2), v => [half[v], 0.1 * 332]);
        var solution = Solution.Of(builder.Worth(1));
        Assert.Equal([("half", true, "0.5"), ("a.x", false, "[0.5,33.2]")], solution.Select(step => (step.Name, step.Working, step.Value.ToJsonString())));
    }

    [Fact]
    public async Task Answers_with_one_mistake_lose_just_that_item_and_answers_that_follow_one_lose_no_more()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var x = a.Item("x", Toy.Label, NumberType.Real, _ => 3).Mistake(Toy.Known("doubled"), _ => 6);
        var group = a.Group("pair", Toy.Label);
        var y = group.Field("y", NumberType.Real, v => 2 * x[v]);
        group.Field("z", NumberType.Real, v => y[v] + 1).Mistake(Toy.Known("one-left-out"), v => y[v]);
        var scheme = builder.Worth(2);
        foreach (var answers in Solution.WithOneMistake(scheme))
        {
            var marks = await scheme.Mark(answers.Answers);
            Assert.True(marks.Points < 2);
            Assert.Contains(marks.Parts[0].Items, item => item.Mistake == answers.Mistake.Code);
        }
        var following = Assert.Single(Solution.FollowingOneMistake(scheme), answers => answers.Mistake.Code == "doubled");
        Assert.Equal(2, following.Following.Count);
        var followed = await scheme.Mark(following.Answers);
        followed.Earned("a.pair", Verdict.FollowThrough, 1);
    }
}
