using System.Text.Json.Nodes;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.AffineLayer;

/// <summary>Judges a formula of one derivative by its values at layers of several sizes: it must say one and the same thing at all of them.</summary>
/// <param name="derivative">The derivative as people write it.</param>
/// <param name="readings">What an answer may say; where two say the same, the first counts.</param>
/// <param name="ownRow">What an answer without indices may say where its left side is one output by its own row, as in <c>dq[i]/dW[i,:]</c>.</param>
/// <param name="indexed">What an answer by indices may say.</param>
internal sealed class DerivativeJudge(
    string derivative, IReadOnlyList<DerivativeReading> readings, IReadOnlyList<DerivativeReading> ownRow, IReadOnlyList<IndexedReadings> indexed)
{
    // Of several ways to take a formula the best one counts.
    private sealed record Way(IReadOnlyList<DerivativeReading> Readings, string Letters = "", string Sizes = "");

    /// <summary>Judges a formula over any instance's names; its text is read again at each.</summary>
    public Judgement Judge(Formula formula)
    {
        Judgement? best = null;
        foreach (var way in Ways(formula))
        {
            var judged = Judge(formula, way);
            if (best is null || judged.Credit > best.Credit || (best.Mistake is null && judged.Mistake is not null && judged.Credit == best.Credit)) best = judged;
        }

        return best!;
    }

    /// <summary>Why the shapes of a formula don't fit, with the sizes they were tried at; null where they do.</summary>
    public LocalizedText? Misfit(Formula formula)
    {
        LocalizedText? first = null;
        foreach (var way in Ways(formula))
        {
            var misfit = AffineInstance.All.Select(instance => Misfit(formula, way, instance)).FirstOrDefault(reason => reason is not null);
            if (misfit is null) return null;
            first ??= misfit;
        }

        return first;
    }

    private static LocalizedText? Misfit(Formula formula, Way way, AffineInstance at) => At(at, formula, way).Misfit is { } misfit ? Misfit(misfit, at) : null;

    private static Formula At(AffineInstance instance, Formula formula, Way way)
    {
        var here = Formula.Parse(formula.Source, instance.Scope);
        return way.Letters.Length > 0 ? here.Along(instance.Axes(way.Letters, way.Sizes)) : here;
    }

    private Way[] Ways(Formula formula)
    {
        var (left, free) = (LeftSide.Of(formula.LeftSide), formula.FreeIndices);
        if (free.Length == 0)
        {
            return left.IsOwnRow ? [new(ownRow), new(readings)] : [new(readings)];
        }

        var ways = Along(left, free);
        if (ways.Length == 0) ways = Along(LeftSide.Of(null), free);
        return ways.Length > 0 ? ways : [new([], indexed[0].Letters, indexed[0].Sizes)];
    }

    private Way[] Along(LeftSide left, string free) =>
        [.. from each in indexed let letters = each.LettersFor(left, free) where letters is not null select new Way(each.Readings, letters, each.Sizes)];

    private Judgement Judge(Formula formula, Way way)
    {
        var possible = way.Readings;
        for (var i = 0; i < AffineInstance.All.Count; i++)
        {
            var instance = AffineInstance.All[i];
            var here = At(instance, formula, way);
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
