using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Marking;

public sealed class FollowThroughTests
{
    /// <summary>y = 2x + 1 = 7, z = y² = 49, w = z + y = 56.</summary>
    private static MarkScheme Chain(Rational? credit = null)
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var x = a.Item("x", Toy.Label, NumberType.Real, _ => 3).Mistake(Toy.Known("doubled"), _ => 6);
        var y = a.Item("y", Toy.Label, NumberType.Real, v => 2 * x[v] + 1).Mistake(Toy.Known("one-left-out"), v => 2 * x[v]);
        var z = a.Item("z", Toy.Label, NumberType.Real, v => y[v] * y[v]).Mistake(Toy.Known("doubled-not-squared"), v => 2 * y[v]);
        a.Item("w", Toy.Label, NumberType.Real, v => z[v] + y[v]);
        return builder.Build(new MarkSchemeSettings(4) { FollowThroughCredit = credit ?? Rational.One });
    }

    [Fact]
    public async Task All_right_is_all_correct()
    {
        var marks = await Chain().Mark("""{"a": {"x": 3, "y": 7, "z": 49, "w": 56}}""");
        Assert.Equal(4, marks.Points);
        Assert.All(marks.Parts[0].Items, item => Assert.Equal(Verdict.Correct, item.Verdict));
    }

    [Fact]
    public async Task One_mistake_costs_once()
    {
        var marks = await Chain().Mark("""{"a": {"x": 6, "y": 13, "z": 169, "w": 182}}""");
        marks.Earned("a.x", Verdict.Incorrect, 0, "doubled");
        marks.Earned("a.y", Verdict.FollowThrough, 1);
        marks.Earned("a.z", Verdict.FollowThrough, 1);
        marks.Earned("a.w", Verdict.FollowThrough, 1);
        Assert.Equal(3, marks.Points);
    }

    [Fact]
    public async Task A_second_mistake_is_found_over_the_students_own_values()
    {
        var marks = await Chain().Mark("""{"a": {"x": 6, "y": 12, "z": 24, "w": 36}}""");
        marks.Earned("a.x", Verdict.Incorrect, 0, "doubled");
        marks.Earned("a.y", Verdict.Incorrect, 0, "one-left-out");
        marks.Earned("a.z", Verdict.Incorrect, 0, "doubled-not-squared");
        marks.Earned("a.w", Verdict.FollowThrough, 1);
    }

    [Fact]
    public async Task The_right_value_after_a_wrong_one_is_correct_not_follow_through()
    {
        var marks = await Chain(new Rational(1, 2)).Mark("""{"a": {"x": 5, "y": 7, "z": 49, "w": 56}}""");
        marks.Earned("a.x", Verdict.Incorrect, 0);
        marks.Earned("a.y", Verdict.Correct, 1);
        Assert.Equal(3, marks.Points);
    }

    [Fact]
    public async Task A_blank_value_in_between_takes_the_reference()
    {
        // w = z + y over the own y = 13 and the reference's z = 49.
        var marks = await Chain().Mark("""{"a": {"y": 13, "w": 62}}""");
        marks.Earned("a.x", Verdict.Unanswered, 0);
        marks.Earned("a.z", Verdict.Unanswered, 0);
        marks.Earned("a.w", Verdict.FollowThrough, 1);
    }

    [Fact]
    public async Task Own_values_may_be_mixed_with_right_ones_that_were_used_but_written_wrong()
    {
        // z wrong, y wrong; w computed from the right y = 7 and the own z = 100.
        var marks = await Chain().Mark("""{"a": {"x": 3, "y": 8, "z": 100, "w": 107}}""");
        marks.Earned("a.w", Verdict.FollowThrough, 1);
    }

    [Fact]
    public async Task Nothing_follows_where_no_given_value_differs()
    {
        var marks = await Chain().Mark("""{"a": {"x": 3, "y": 7, "z": 49, "w": 57}}""");
        marks.Earned("a.w", Verdict.Incorrect, 0);
    }

    [Fact]
    public async Task Nothing_follows_from_a_zero()
    {
        var marks = await Chain().Mark("""{"a": {"x": 3, "y": 0, "z": 0, "w": 0}}""");
        Assert.Equal(1, marks.Points);
    }

    [Fact]
    public async Task The_policys_credit_is_paid_for_what_follows_from_a_wrong_value()
    {
        var marks = await Chain(new Rational(2, 3)).Mark("""{"a": {"x": 6, "y": 13, "z": 169, "w": 182}}""");
        marks.Earned("a.y", Verdict.FollowThrough, new Rational(2, 3));
        Assert.Equal(2, marks.Points);
    }

    [Fact]
    public async Task What_follows_from_a_right_but_rounded_value_is_paid_in_full()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var p = a.Item("p", Toy.Label, NumberType.Real, _ => 0.26894142);
        a.Item("q", Toy.Label, NumberType.Real, v => 1000 * p[v] - 268);
        var scheme = builder.Build(new MarkSchemeSettings(2) { FollowThroughCredit = new Rational(1, 2) });
        var marks = await scheme.Mark("""{"a": {"p": 0.269, "q": 1}}""");
        marks.Earned("a.p", Verdict.Correct, 1);
        marks.Earned("a.q", Verdict.FollowThrough, 1);
    }

    [Fact]
    public async Task A_convention_is_as_right_as_the_reference_and_is_followed_without_loss()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var loss = a.Item("loss", Toy.Label, NumberType.Real, _ => 16).Accept(_ => 8);
        a.Item("slope", Toy.Label, NumberType.Real, v => 3 * loss[v]);
        var scheme = builder.Build(new MarkSchemeSettings(2) { FollowThroughCredit = 0 });
        var marks = await scheme.Mark("""{"a": {"loss": 8, "slope": 24}}""");
        marks.Earned("a.loss", Verdict.Correct, 1);
        marks.Earned("a.slope", Verdict.FollowThrough, 1);
        marks = await scheme.Mark("""{"a": {"loss": 7, "slope": 21}}""");
        marks.Earned("a.slope", Verdict.FollowThrough, 0);
    }

    [Fact]
    public async Task A_convention_is_accepted_over_the_students_own_values_too()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var f = a.Item("f", Toy.Label, new VectorType(3), _ => [1, 2, 3]);
        a.Item("g", Toy.Label, new VectorType(3), v => [.. f[v].Select(x => 2 * x)]).Accept(v => [.. f[v].Select(x => 2 * x).Reverse()]);
        var marks = await builder.Worth(2).Mark("""{"a": {"f": [1, 2, 4], "g": [8, 4, 2]}}""");
        marks.Earned("a.g", Verdict.FollowThrough, 1);
    }

    [Fact]
    public async Task Half_right_own_entries_earn_half()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var f = a.Item("f", Toy.Label, new VectorType(2), _ => [1, 2]);
        a.Item("g", Toy.Label, new VectorType(2), v => [.. f[v].Select(x => 10 * x)]);
        var marks = await builder.Worth(2).Mark("""{"a": {"f": [3, 4], "g": [30, 41]}}""");
        marks.Earned("a.f", Verdict.Incorrect, 0);
        marks.Earned("a.g", Verdict.Partial, new Rational(1, 2));
        Assert.Equal(["[1]"], marks.Item("a.g").WrongEntries!);
    }

    [Theory]
    [InlineData("[5, 5, 5]", "[10, 10, 10]")]
    [InlineData("[0, 0, 0]", "[0, 0, 0]")]
    [InlineData("[4, 5]", "[8, 10]")]
    [InlineData("[4, 5, 6, 7]", "[8, 10, 12, 14]")]
    public async Task Nothing_follows_from_a_constant_a_zero_or_a_wrong_size(string f, string g)
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var own = a.Item("f", Toy.Label, new VectorType(3), _ => [1, 2, 3]);
        a.Item("g", Toy.Label, new VectorType(3), v => [.. own[v].Select(x => 2 * x)]);
        var marks = await builder.Worth(2).Mark($$$"""{"a": {"f": {{{f}}}, "g": {{{g}}}}}""");
        Assert.Equal(Verdict.Incorrect, marks.Item("a.g").Verdict);
        Assert.Equal(0, marks.Points);
    }

    [Fact]
    public async Task A_step_that_throws_or_is_not_finite_offers_nothing()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var n = a.Item("n", Toy.Label, NumberType.Integer, _ => 3);
        a.Item("throws", Toy.Label, NumberType.Real, v => n[v] > 3 ? throw new InvalidOperationException() : n[v])
            .Mistake(Toy.Known("always-throws"), _ => throw new InvalidOperationException());
        a.Item("infinite", Toy.Label, NumberType.Real, v => 1 / (4 - n[v]));
        var marks = await builder.Worth(3).Mark("""{"a": {"n": 4, "throws": 4, "infinite": 1e308}}""");
        Assert.Equal(0, marks.Points);
        Assert.All(marks.Parts[0].Items, item => Assert.Equal(Verdict.Incorrect, item.Verdict));
    }

    [Fact]
    public async Task A_value_is_followed_also_where_the_reference_takes_the_branch_that_does_not_read_it()
    {
        // The hinge is closed for the reference's distance 9, which never reads f; for the own distance 4 it is open.
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var f = a.Item("f", Toy.Label, NumberType.Real, _ => 3);
        var d = a.Item("d", Toy.Label, NumberType.Real, v => f[v] * f[v]);
        a.Item("g", Toy.Label, NumberType.Real, v => d[v] > 5 ? 0 : 100 * f[v]);
        var marks = await builder.Worth(3).Mark("""{"a": {"f": 2, "d": 4, "g": 200}}""");
        marks.Earned("a.d", Verdict.FollowThrough, 1);
        marks.Earned("a.g", Verdict.FollowThrough, 1);
    }

    [Fact]
    public async Task Workings_are_recomputed_from_own_values_and_seen_through()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var x = a.Item("x", Toy.Label, NumberType.Real, _ => 3);
        var square = builder.Working("x squared", NumberType.Real, v => x[v] * x[v]);
        var sum = builder.Working("x squared + 1", NumberType.Real, v => square[v] + 1);
        a.Item("y", Toy.Label, NumberType.Real, v => 2 * sum[v]);
        var marks = await builder.Worth(2).Mark("""{"a": {"x": 5, "y": 52}}""");
        marks.Earned("a.y", Verdict.FollowThrough, 1);
    }

    [Fact]
    public async Task Five_own_values_are_all_used_at_once()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var xs = Enumerable.Range(1, 6).Select(i => a.Item($"x{i}", Toy.Label, NumberType.Real, _ => i)).ToArray();
        a.Item("sum", Toy.Label, NumberType.Real, v => xs.Sum(x => x[v]));
        var marks = await builder.Worth(7).Mark("""{"a": {"x1": 11, "x2": 12, "x3": 13, "x4": 14, "x5": 15, "x6": 16, "sum": 81}}""");
        marks.Earned("a.sum", Verdict.FollowThrough, 1);
    }

    [Theory]
    [InlineData(8, Verdict.Correct, 24, Verdict.FollowThrough)]
    [InlineData(4, Verdict.Incorrect, 12, Verdict.FollowThrough)]
    [InlineData(5, Verdict.Incorrect, 15, Verdict.Incorrect)]
    public async Task An_unrecognised_value_is_not_followed_where_only_recognised_ones_are(int loss, Verdict own, int slope, Verdict follows)
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var formula = a.Item("loss", Toy.Label, NumberType.Real, _ => 16).Accept(_ => 8).Mistake(Toy.Known("mean"), _ => 4).FollowedOnlyWhenRecognised();
        a.Item("slope", Toy.Label, NumberType.Real, v => 3 * formula[v]);
        var marks = await builder.Worth(2).Mark($$$"""{"a": {"loss": {{{loss}}}, "slope": {{{slope}}}}}""");
        Assert.Equal((own, follows), (marks.Item("a.loss").Verdict, marks.Item("a.slope").Verdict));
    }
}
