using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>What is wrong with one behaviour of a layer, and a call in which it shows.</summary>
internal sealed record LayerBehaviourFault(Behaviour Behaviour, Mistake Mistake, Finding Shown);

/// <summary>Tells a student what each behaviour lost its credit for, and which are right.</summary>
internal static class LayerMessage
{
    /// <summary>The first fault, the others under the names of their behaviours, and what is right.</summary>
    /// <param name="faults">One for each failing behaviour; at least one.</param>
    /// <param name="right">Whether a behaviour is right.</param>
    public static LocalizedText Of(IReadOnlyList<LayerBehaviourFault> faults, IReadOnlyDictionary<Behaviour, bool> right)
    {
        var sentences = new List<LocalizedText> { faults[0].Mistake.Message };
        var others = faults.Skip(1).Where(IsSeen).Where(fault => fault.Mistake.Message != faults[0].Mistake.Message);
        foreach (var alike in others.GroupBy(Unlabelled))
            sentences.Add(alike.First() is var fault && NamesItsCall(fault) ? Continuing(fault.Mistake.Message) : Listed(alike.Select(each => each.Behaviour), alike.Key));
        var passed = right.Where(pair => pair.Value).Select(pair => pair.Key).ToArray();
        if (passed.Length > 0) sentences.Add(Listed([.. passed], null));
        return new(string.Join(' ', sentences.Select(sentence => sentence.Hr)), string.Join(' ', sentences.Select(sentence => sentence.En)));
    }

    /// <summary>A behaviour that wasn't reached, since the program had been stopped before, isn't blamed for it.</summary>
    private static bool IsSeen(LayerBehaviourFault fault) => fault.Shown.Kind is not (FindingKind.TimedOut or FindingKind.NotTried or FindingKind.Unseen);

    /// <summary>What is wrong, without the behaviour's label in parentheses: it will stand before the sentence.</summary>
    private static LocalizedText Unlabelled(LayerBehaviourFault fault)
    {
        var (said, label) = (fault.Mistake.Message, fault.Behaviour.Label());
        return new(said.Hr.Replace($" ({label.Hr})", "", StringComparison.Ordinal), said.En.Replace($" ({label.En})", "", StringComparison.Ordinal));
    }

    /// <summary>Whether the sentence begins with the method's name, so that nothing need stand before it.</summary>
    private static bool NamesItsCall(LayerBehaviourFault fault) =>
        fault.Mistake.Message.En.StartsWith($"{fault.Shown.Expectation.Method.Name()} ", StringComparison.Ordinal);

    private static LocalizedText Continuing(LocalizedText said) => new($"Uz to, {said.Hr}", $"Also, {said.En}");

    /// <summary>A sentence about some behaviours; without one, that they are right.</summary>
    private static LocalizedText Listed(IEnumerable<Behaviour> behaviours, LocalizedText? said)
    {
        var labels = behaviours.Select(behaviour => behaviour.Label()).ToArray();
        var (hr, en) = (string.Join(", ", labels.Select(label => label.Hr)), string.Join(", ", labels.Select(label => label.En)));
        return said is null ? new($"Ispravno: {hr}.", $"Right: {en}.") : new($"Uz to, {hr}: {Continued(said.Hr)}", $"Also, {en}: {Continued(said.En)}");
    }

    /// <summary>A sentence after a colon; names in it, such as NumPy's, keep their letters.</summary>
    private static string Continued(string sentence) =>
        sentence.Length > 1 && char.IsUpper(sentence[0]) && char.IsLower(sentence[1]) ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;
}
