using System.Text.Json.Nodes;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.AffineLayer;

/// <summary>Judges a formula of one derivative by its values at layers of several sizes: it must say one and the same thing at all of them.</summary>
/// <param name="derivative">The derivative as people write it.</param>
/// <param name="readings">What an answer may say; where two say the same, the first counts.</param>
internal sealed class DerivativeJudge(string derivative, IReadOnlyList<DerivativeReading> readings)
{
    /// <summary>Judges a formula over any instance's names; its text is read again at each.</summary>
    public Judgement Judge(Formula formula)
    {
        var possible = readings;
        for (var i = 0; i < AffineInstance.All.Count; i++)
        {
            var instance = AffineInstance.All[i];
            var here = Formula.Parse(formula.Source, instance.Scope);
            if (here.Misfit is { } misfit) return Wrong(Misfit(misfit, instance));
            var value = here.Evaluate(instance.Point);
            possible = [.. possible.Where(reading => reading.Matches(i, value))];
            if (possible.Count == 0) return Wrong(Unequal(value, instance));
        }

        return Of(possible[0]);
    }

    private static Judgement Of(DerivativeReading reading) => reading.Credit == Rational.One
        ? new Judgement(reading.Credit) { Evidence = LayoutEvidence(reading) }
        : new Judgement(reading.Credit) { Mistake = reading.Code, Message = reading.Text };

    private static Judgement Wrong(LocalizedText message) => new(Rational.Zero) { Message = message };

    private static Evidence LayoutEvidence(DerivativeReading reading) => new("layout")
    {
        Details = new JsonObject
        {
            ["layout"] = reading.Code,
            ["description"] = new JsonObject { ["hr"] = reading.Text.Hr, ["en"] = reading.Text.En },
        },
    };

    private static LocalizedText Misfit(LocalizedText misfit, AffineInstance at)
    {
        var sizes = Sizes(at);
        return new($"{misfit.Hr} (Za {sizes}.)", $"{misfit.En} (With {sizes}.)");
    }

    private LocalizedText Unequal(FormulaValue value, AffineInstance at)
    {
        var (sizes, shape) = (Sizes(at), value.Shape.Description);
        return new(
            $"Za {sizes} i slučajne brojeve vrijednost formule ({shape.Hr}) nije {derivative} ni u jednom zapisu.",
            $"With {sizes} and random numbers the value of the formula ({shape.En}) isn't {derivative} in any layout.");
    }

    private static string Sizes(AffineInstance at) =>
        string.Join(", ", at.Scope.Names.Where(name => name.Size is not null).Select(name => FormattableString.Invariant($"{name.Name} = {name.Size}")));
}
