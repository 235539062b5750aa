using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Marking;

public sealed class JudgedDesignTests
{
    private static readonly WholeNumberDesign Design = new();

    /// <summary>Any even number is a right design; 10 in the example. Then its square, and the square plus one.</summary>
    private static MarkScheme EvenNumber(Rational? credit = null, bool judged = true)
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var n = a.Judged("n", Toy.Label, Design, _ => 10, judged ? Judge : null);
        var half = builder.Working("half", NumberType.Real, v => n[v] == 1000 ? throw new InvalidOperationException() : n[v] / 2.0);
        var b = builder.Part("b");
        var square = b.Item("square", Toy.Label, NumberType.Integer, v => n[v] * n[v]).Mistake(Toy.Known("doubled"), v => 2 * n[v]);
        b.Item("next", Toy.Label, NumberType.Integer, v => square[v] + 1);
        b.Item("half", Toy.Label, NumberType.Real, v => half[v]);
        return builder.Build(new MarkSchemeSettings(8) { FollowThroughCredit = credit ?? Rational.One });

        static ValueTask<Judgement> Judge(int answer, Values own, CancellationToken cancellation) => new(answer % 2 == 0
            ? new Judgement(Rational.One)
            : new Judgement(new Rational(1, 4))
            {
                Mistake = "odd",
                Evidence = new Evidence("remainder") { Details = new JsonObject { ["remainder"] = answer % 2 } },
            });
    }

    [Fact]
    public async Task What_is_computed_from_the_students_own_right_design_is_correct()
    {
        var marks = await EvenNumber(credit: Rational.Zero).Mark("""{"a": {"n": 6}, "b": {"square": 36, "next": 37, "half": 3}}""");
        Assert.Equal(8, marks.Points);
        Assert.All(marks.Parts.SelectMany(part => part.Items), item => Assert.Equal(Verdict.Correct, item.Verdict));
    }

    [Fact]
    public async Task What_is_computed_from_a_wrong_design_follows_from_it_however_far()
    {
        var marks = await EvenNumber(credit: new Rational(1, 2)).Mark("""{"a": {"n": 7}, "b": {"square": 49, "next": 50, "half": 3.5}}""");
        marks.Earned("a.n", Verdict.Partial, 1, "odd");
        Assert.Equal("remainder", marks.Item("a.n").Evidence!.Kind);
        marks.Earned("b.square", Verdict.FollowThrough, new Rational(2, 3));
        marks.Earned("b.next", Verdict.FollowThrough, new Rational(2, 3));
        marks.Earned("b.half", Verdict.FollowThrough, new Rational(2, 3));
    }

    [Fact]
    public async Task The_examples_values_are_wrong_for_another_design()
    {
        var marks = await EvenNumber().Mark("""{"a": {"n": 6}, "b": {"square": 100, "next": 101}}""");
        marks.Earned("b.square", Verdict.Incorrect, 0);
        marks.Earned("b.next", Verdict.FollowThrough, new Rational(4, 3));
    }

    [Fact]
    public async Task Without_a_design_the_example_stands_in()
    {
        var marks = await EvenNumber().Mark("""{"b": {"square": 100, "next": 101, "half": 5}}""");
        marks.Earned("a.n", Verdict.Unanswered, 0);
        Assert.Equal(4, marks.Points);
    }

    [Fact]
    public async Task Mistakes_are_those_of_the_own_design()
    {
        var marks = await EvenNumber().Mark("""{"a": {"n": 6}, "b": {"square": 12, "next": 13}}""");
        marks.Earned("b.square", Verdict.Incorrect, 0, "doubled");
        marks.Earned("b.next", Verdict.FollowThrough, new Rational(4, 3));
    }

    [Fact]
    public async Task A_mistake_that_is_none_for_the_own_design_is_not_found()
    {
        // 2·2 = 2²: doubling can't be told from squaring.
        var marks = await EvenNumber().Mark("""{"a": {"n": 2}, "b": {"square": 4, "next": 5}}""");
        marks.Earned("b.square", Verdict.Correct, new Rational(4, 3));
    }

    [Fact]
    public async Task Only_the_steps_that_a_design_breaks_keep_the_reference()
    {
        var marks = await EvenNumber().Mark("""{"a": {"n": 1000}, "b": {"square": 1000000, "next": 1000001, "half": 5}}""");
        marks.Earned("b.square", Verdict.Correct, new Rational(4, 3));
        marks.Earned("b.next", Verdict.Correct, new Rational(4, 3));
        marks.Earned("b.half", Verdict.Correct, new Rational(4, 3));
    }

    [Fact]
    public async Task A_degenerate_design_is_not_followed()
    {
        var marks = await EvenNumber().Mark("""{"a": {"n": 0}, "b": {"square": 0, "next": 1, "half": 0}}""");
        Assert.Equal(Verdict.Incorrect, marks.Item("b.square").Verdict);
        Assert.Equal(4, marks.Points);
    }

    [Fact]
    public async Task Without_a_judge_the_item_is_pending_has_no_points_and_is_left_out_of_the_sum()
    {
        var marks = await EvenNumber(judged: false).Mark("""{"a": {"n": 10}, "b": {"square": 100}}""");
        Assert.True(marks.IsPending);
        Assert.Equal(Verdict.Pending, marks.Item("a.n").Verdict);
        Assert.Null(marks.Item("a.n").Points);
        Assert.Equal(new Rational(4, 3), marks.Points);
        Assert.Equal(8, marks.MaxPoints);
        Assert.False((await EvenNumber(judged: false).Mark("""{"b": {"square": 100}}""")).IsPending);
    }

    [Fact]
    public async Task A_judge_sees_what_stands_before_it_the_students_own_design_included()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var first = a.Judged("first", Toy.Label, Design, _ => 1, (_, _, _) => new(new Judgement(Rational.One)));
        var doubled = builder.Working("doubled", NumberType.Real, v => 2 * first[v]);
        a.Judged("second", Toy.Label, Design, v => (int)doubled[v], (answer, own, _) => new(new Judgement(answer == doubled[own] ? 1 : 0)));
        var scheme = builder.Worth(2);
        (await scheme.Mark("""{"a": {"first": 4, "second": 8}}""")).Earned("a.second", Verdict.Correct, 1);
        (await scheme.Mark("""{"a": {"first": 4, "second": 2}}""")).Earned("a.second", Verdict.Incorrect, 0);
        (await scheme.Mark("""{"a": {"second": 2}}""")).Earned("a.second", Verdict.Correct, 1);
    }
}
