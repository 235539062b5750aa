using System.Globalization;
using GradingService.Domain.Answers;
using GradingService.Domain.Formulas;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Answers;

public sealed class FormulaReadingsTests
{
    private static readonly FormulaScope Scope = new([new("x", ValueShape.Column(3)), new("b", ValueShape.Scalar)]);

    [Fact]
    public void A_formula_that_was_read_is_not_read_again()
    {
        var readings = new FormulaReadings(Scope);
        var first = readings.Read(Json.Text("norm(x)^2 + b"));
        Assert.Same(first.Answer, readings.Read(Json.Of("\"norm\\u0028x)^2 + b\"")).Answer);
        Assert.Equal(first.Answer, new FormulaReadings(Scope).Read(Json.Text("norm(x)^2 + b")).Answer);
        Assert.NotEqual(first.Answer, readings.Read(Json.Text("norm(x)^2 - b")).Answer);
        Assert.Equal("1.50", ((FormulaAnswer)readings.Read(Json.Of("1.50")).Answer!).Formula.Source);
    }

    [Fact]
    public void However_many_different_formulas_are_read_only_a_bounded_number_is_kept()
    {
        var readings = new FormulaReadings(Scope);
        for (var i = 0; i < 3 * FormulaReadings.Most; i++)
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), readings.Read(Json.Of(i.ToString(CultureInfo.InvariantCulture))).Answer!.Understood().GetValue<string>());
        Assert.InRange(readings.Count, 1, FormulaReadings.Most);
    }

    [Fact]
    public void Texts_that_are_long_or_stand_for_many_numbers_are_read_but_not_kept()
    {
        var readings = new FormulaReadings(Scope);
        var longest = string.Join("+", Enumerable.Repeat("b", 128)) + " ";
        Assert.Equal(FormulaReadings.Longest, longest.Length);
        Assert.Null(readings.Read(Json.Text(longest + " ")).Problem);
        Assert.Null(readings.Read(Json.Text("sum(ones(100, 100))")).Problem);
        Assert.Equal(0, readings.Count);
        Assert.Null(readings.Read(Json.Text(longest)).Problem);
        Assert.Equal(1, readings.Count);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_every_time_for_the_same_reason()
    {
        var readings = new FormulaReadings(Scope);
        foreach (var text in new[] { "norm(x", "x + y", "", "\0", "\uFFFD)" })
            Assert.Equal(readings.Read(Json.Text(text)).Problem!, readings.Read(Json.Text(text)).Problem);
        Assert.Equal(readings.Read(Json.Of("true")).Problem, readings.Read(Json.Of("false")).Problem);
        Assert.Equal(0, readings.Count);
    }

    [Fact]
    public void A_remembered_formula_compares_with_each_target_as_a_fresh_one_does()
    {
        var points = new FormulaSampler(Scope, 1).Draw(6);
        var type = new FormulaType(Scope, ValueShape.Scalar, points);
        string[] texts = ["norm(x)", "norm(x)^2", "sum(x^2)", "x'*x", "b", "x", "b*0", "1/0", "norm(x)^2 + b - b", "x + [1; 2]"];
        var targets = texts.Take(5).Select(text => Formula.Parse(text, Scope)).ToArray();
        for (var round = 0; round < 3; round++)
            foreach (var text in texts)
                foreach (var target in targets)
                {
                    var fresh = new FormulaComparer(target, points).Compare(Formula.Parse(text, Scope));
                    var compared = type.Compare(type.Read(Json.Text(text)).Answer!, target, Tolerance.Real);
                    Assert.Equal((fresh.AreEqual, fresh.Misfit), (compared.IsEqual, compared.Remark));
                }
    }

    [Fact]
    public void More_targets_than_are_remembered_are_compared_all_the_same()
    {
        var type = new FormulaType(Scope, ValueShape.Scalar, new FormulaSampler(Scope, 1).Draw(4));
        var answer = type.Read(Json.Text("b + 70")).Answer!;
        var targets = Enumerable.Range(0, 100).Select(i => Formula.Parse(string.Create(CultureInfo.InvariantCulture, $"b + {i}"), Scope)).ToArray();
        for (var round = 0; round < 2; round++)
            Assert.Equal([70], Enumerable.Range(0, 100).Where(i => type.Compare(answer, targets[i], Tolerance.Real).IsEqual));
    }

    [Fact]
    public async Task Many_threads_read_and_compare_alike()
    {
        var type = new FormulaType(Scope, ValueShape.Scalar, new FormulaSampler(Scope, 1).Draw(4));
        var targets = Enumerable.Range(0, 20).Select(i => Formula.Parse(string.Create(CultureInfo.InvariantCulture, $"b + {i}"), Scope)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            () =>
            {
                for (var i = 0; i < 2000; i++)
                {
                    var answer = type.Read(Json.Text(string.Create(CultureInfo.InvariantCulture, $"b + {i % 40}"))).Answer!;
                    var target = (i + thread) % 20;
                    Assert.Equal(i % 40 == target, type.Compare(answer, targets[target], Tolerance.Real).IsEqual);
                }
            },
            TestContext.Current.CancellationToken)));
    }
}
