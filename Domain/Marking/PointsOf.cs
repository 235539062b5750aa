using System.Globalization;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>Shares a question's points among its parts, and a part's among its items by weight; exactly.</summary>
internal static class PointsOf
{
    public static IReadOnlyList<Part> Share(IReadOnlyList<PartBuilder> parts, MarkSchemeSettings settings)
    {
        foreach (var (named, part) in settings.Parts)
        {
            if (parts.All(known => known.Id != named)) throw new MarkSchemeException($"/parts/{named}", $"the question has no part '{named}'");
            if (part is null) throw new MarkSchemeException($"/parts/{named}", "null is not allowed here");
            if (part.Points < Rational.Zero) throw new MarkSchemeException($"/parts/{named}/points", "a part isn't worth less than nothing");
        }
        foreach (var named in settings.Tolerances.Keys)
            if (!parts.Any(part => part.Items.Any(item => item.Name == named)))
                throw new MarkSchemeException($"/tolerances/{named}", $"the question has no item '{named}'");
        var given = settings.Parts.Values.Aggregate(Rational.Zero, (sum, part) => sum + part.Points);
        var open = parts.Count(part => !settings.Parts.ContainsKey(part.Id));
        if (open == 0 ? given != settings.Points : given > settings.Points)
            throw new MarkSchemeException("/parts", Invariant($"the parts' points add up to {given}, the question is worth {settings.Points}"));
        return [.. parts.Select(part => Share(part, settings.Parts.GetValueOrDefault(part.Id) ?? new PartSettings((settings.Points - given) / open)))];
    }

    private static Part Share(PartBuilder part, PartSettings settings)
    {
        foreach (var (named, weight) in settings.Weights ?? new Dictionary<string, Rational>())
        {
            if (part.Items.All(item => item.Id != named))
                throw new MarkSchemeException($"/parts/{part.Id}/weights/{named}", $"part '{part.Id}' has no item '{named}'");
            if (weight < Rational.Zero) throw new MarkSchemeException($"/parts/{part.Id}/weights/{named}", "a weight can't be negative");
        }
        var weights = part.Items.Select(item => settings.Weights?.TryGetValue(item.Id, out var weight) == true ? weight : item.Weight).ToArray();
        var total = weights.Aggregate(Rational.Zero, (sum, weight) => sum + weight);
        if (total.IsZero) throw new MarkSchemeException($"/parts/{part.Id}/weights", "the weights add up to zero");
        return new Part(
            part.Id,
            [.. part.Items.Zip(weights, (item, weight) => item with { Weight = weight, Points = settings.Points * weight / total })],
            settings.Points);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
