using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Answers;

/// <summary>A formula that a judge examines: many values are right, in layouts or for a model of the student's own.</summary>
/// <param name="scope">The names it may use. A judge may read the same text again over a scope of the same names and other sizes.</param>
/// <param name="hint">What to write, with the names.</param>
/// <param name="misfit">Why a formula's shapes fit at none of the sizes that the judge may read it at; null where they do.</param>
public sealed class JudgedFormulaType(FormulaScope scope, LocalizedText hint, Func<Formula, LocalizedText?> misfit) : DesignType<Formula>
{
    private readonly FormulaReadings _readings = new(scope);

    public override string Name => "formula";

    public override FieldForm Describe() => new(Name) { Names = FormulaAnswer.Describe(scope), MaxLength = Formula.MaxLength, Hint = hint };

    public override Reading Read(JsonElement element) => _readings.Read(element);

    public override Warning? Caution(Answer answer) => FormulaAnswer.Caution(misfit(Value(answer)));

    public override Formula Value(Answer answer) => ((FormulaAnswer)answer).Formula;

    public override bool Same(Formula left, Formula right) => left.Equals(right);

    public override JsonNode Write(Formula value) => JsonValue.Create(value.Source);
}
