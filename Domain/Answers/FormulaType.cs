using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>A formula over the names of a question, compared by evaluating it at many points.</summary>
/// <param name="scope">The names it may use.</param>
/// <param name="shape">What its value should be.</param>
/// <param name="points">Where it is evaluated: random, and on both sides of every kink.</param>
public sealed class FormulaType(FormulaScope scope, ValueShape shape, IReadOnlyList<FormulaAssignment> points) : AnswerType<Formula>
{
    private readonly FormulaReadings _readings = new(scope);
    private readonly ConditionalWeakTable<Formula, FormulaComparer> _comparers = [];

    public override string Name => "formula";

    public override FieldForm Describe() => new(Name)
    {
        Names = FormulaAnswer.Describe(scope),
        MaxLength = Formula.MaxLength,
        Hint = new(
            "Formula, npr. 2*sqrt(sum(abs(u - v))): norm(u) je norma, u*v skalarni umnožak, correlate(signal, jezgra) kao conv1d (treći je argument pomak).",
            "A formula, such as 2*sqrt(sum(abs(u - v))): norm(u) is a norm, u*v an inner product, correlate(signal, kernel) as conv1d (a third argument is the bias)."),
    };

    public override Reading Read(JsonElement element) => _readings.Read(element);

    public override Warning? Caution(Answer answer) => FormulaAnswer.Caution(((FormulaAnswer)answer).Formula.Misfit);

    public override Comparison Compare(Answer answer, Formula target, Tolerance tolerance) => Compare(((FormulaAnswer)answer).Formula, target);

    private Comparison Compare(Formula given, Formula target)
    {
        if (!_comparers.TryGetValue(target, out var comparer)) comparer = _comparers.GetValue(target, formula => new FormulaComparer(formula, points));
        var compared = given.ComparedBy(comparer);
        return compared.Misfit is { } misfit ? new Comparison(0, 1, Remark: misfit) : Comparison.Of(compared.AreEqual);
    }

    /// <summary>A formula of the right shape can be computed with; whether it may is for the scheme to say.</summary>
    public override bool TryFollow(Answer answer, Formula reference, out Formula value)
    {
        value = ((FormulaAnswer)answer).Formula;
        return value.Shape is { } given && given.Agrees(shape);
    }

    public override bool Same(Formula left, Formula right) =>
        left.Equals(right) || Compare(left, right).IsEqual;

    public override JsonNode Write(Formula value) => JsonValue.Create(value.Source);
}

/// <summary>A formula as it was parsed.</summary>
public sealed record FormulaAnswer(Formula Formula) : Answer
{
    public override JsonNode Understood() => JsonValue.Create(Formula.Canonical);

    public override string Latex => Formula.Latex;

    /// <summary>The names for a form, with their shapes.</summary>
    internal static IReadOnlyList<NameForm> Describe(FormulaScope scope) =>
        [.. scope.Names.Select(name => new NameForm(name.Name, name.Aliases, Axes(name)) { Sizes = name.Sizes })];

    /// <summary>That the shapes don't fit, which is readable.</summary>
    internal static Warning? Caution(LocalizedText? misfit) => misfit is null ? null : new Warning("shapes-do-not-fit", misfit);

    private static int?[] Axes(FormulaName name) => (name.Sizes, name.Shape.Kind) switch
    {
        ({ } sizes, _) => [.. sizes.Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : (int?)null)],
        (_, ValueKind.Scalar) => [],
        (_, ValueKind.Column) => [name.Shape.Rows],
        _ => [name.Shape.Rows, name.Shape.Columns],
    };
}
