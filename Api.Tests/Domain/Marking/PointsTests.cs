using CsCheck;
using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Marking;

public sealed class PointsTests
{
    /// <summary>Part a with three items, part b with two of weight 1 and 3.</summary>
    private static MarkSchemeBuilder FiveItems()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        foreach (var id in new[] { "x", "y", "z" }) a.Item(id, Toy.Label, NumberType.Real, _ => 1);
        var b = builder.Part("b");
        b.Item("light", Toy.Label, NumberType.Real, _ => 1);
        b.Item("heavy", Toy.Label, NumberType.Real, _ => 1, 3);
        return builder;
    }

    private static MarkSchemeSettings Worth(Rational points, params (string Part, PartSettings Settings)[] parts) =>
        new(points) { Parts = parts.ToDictionary(part => part.Part, part => part.Settings) };

    [Fact]
    public async Task Thirds_of_a_point_add_up_to_the_whole()
    {
        var scheme = FiveItems().Build(Worth(10, ("a", new(2))));
        var marks = await scheme.Mark("""{"a": {"x": 1, "y": 1, "z": 1}}""");
        marks.Earned("a.x", Verdict.Correct, new Rational(2, 3));
        Assert.Equal(2, marks.Points);
        Assert.Equal(2m, marks.Points.Round(4));
    }

    [Fact]
    public void Parts_left_out_share_what_the_others_leave()
    {
        var scheme = FiveItems().Build(Worth(10, ("a", new(3))));
        Assert.Equal([3, 7], scheme.Parts.Select(part => part.Points));
        Assert.Equal([new Rational(7, 4), new Rational(21, 4)], scheme.Parts[1].Items.Select(item => item.Points));
    }

    [Fact]
    public void An_exams_weights_replace_the_familys()
    {
        var scheme = FiveItems().Build(Worth(10, ("a", new(4, new Dictionary<string, Rational> { ["x"] = 2, ["z"] = 0 }))));
        Assert.Equal([new Rational(8, 3), new Rational(4, 3), 0], scheme.Parts[0].Items.Select(item => item.Points));
    }

    [Fact]
    public void The_items_points_always_add_up_to_the_questions() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 7].Array[5], Gen.Int[0, 100]).Sample((total, weights, partA) =>
        {
            if (weights.Take(3).Sum() == 0 || weights.Skip(3).Sum() == 0) return;
            var a = new Rational(partA * total, 100);
            var scheme = FiveItems().Build(Worth(total,
                ("a", new(a, new Dictionary<string, Rational> { ["x"] = weights[0], ["y"] = weights[1], ["z"] = weights[2] })),
                ("b", new(total - a, new Dictionary<string, Rational> { ["light"] = weights[3], ["heavy"] = weights[4] }))));
            Assert.Equal(total, scheme.Items.Aggregate(Rational.Zero, (sum, item) => sum + item.Points));
        });

    [Fact]
    public void What_does_not_add_up_or_is_not_there_is_a_fault_with_its_place()
    {
        Faults("/parts/c", Worth(10, ("c", new(1))));
        Faults("/parts", Worth(10, ("a", new(11))));
        Faults("/parts", Worth(10, ("a", new(4)), ("b", new(5))));
        Faults("/parts/a/points", Worth(10, ("a", new(-1)), ("b", new(11))));
        Faults("/parts/a", Worth(10, ("a", null!)));
        Faults("/parts/a/weights/q", Worth(10, ("a", new(1, new Dictionary<string, Rational> { ["q"] = 1 }))));
        Faults("/parts/a/weights/x", Worth(10, ("a", new(1, new Dictionary<string, Rational> { ["x"] = -1 }))));
        Faults("/parts/b/weights", Worth(10, ("b", new(1, new Dictionary<string, Rational> { ["light"] = 0, ["heavy"] = 0 }))));
        Faults("/tolerances/a.q", new MarkSchemeSettings(10) { Tolerances = new Dictionary<string, Tolerance> { ["a.q"] = Tolerance.Real } });
    }

    [Fact]
    public async Task A_tolerance_of_the_exam_replaces_the_types_for_its_item_alone()
    {
        var scheme = FiveItems().Build(new MarkSchemeSettings(10) { Tolerances = new Dictionary<string, Tolerance> { ["a.x"] = new(0.1, 0) } });
        var marks = await scheme.Mark("""{"a": {"x": 1.1, "y": 1.1}}""");
        Assert.Equal((Verdict.Correct, Verdict.Incorrect), (marks.Item("a.x").Verdict, marks.Item("a.y").Verdict));
    }

    private static void Faults(string pointer, MarkSchemeSettings settings) =>
        Assert.Equal(pointer, Assert.Throws<MarkSchemeException>(() => FiveItems().Build(settings)).Pointer);
}
