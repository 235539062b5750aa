using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Formulas;

namespace GradingService.Domain.Answers;

/// <summary>A formula that a judge examines: many values are right, in layouts or for a model of the student's own.</summary>
/// <param name="scope">The names it may use. A judge may read the same text again over a scope of the same names and other sizes.</param>
/// <param name="hint">What to write, with the names.</param>
public sealed class JudgedFormulaType(FormulaScope scope, LocalizedText hint) : DesignType<Formula>
{
    public override string Name => "formula";

    public override FieldForm Describe() => new(Name) { MaxLength = Formula.MaxLength, Hint = hint };

    public override Reading Read(JsonElement element) => FormulaAnswer.Read(element, scope);

    public override Formula Value(Answer answer) => ((FormulaAnswer)answer).Formula;

    public override bool Same(Formula left, Formula right) => left.Equals(right);

    public override JsonNode Write(Formula value) => JsonValue.Create(value.Source);
}
