namespace GradingService.Domain.Families.ConvolutionalNetwork.Remedies;

/// <summary>
/// What a remedy changes in the original network. Names never count; neither do dropout nor an activation left unsaid.
/// </summary>
internal static class RemedyChanges
{
    /// <summary>
    /// The first of the original's convolutions that the remedy does not keep, in order and unchanged; null where it keeps all.
    /// </summary>
    public static int? FirstConvolutionNotKept(IReadOnlyList<Layer> original, IReadOnlyList<Layer> remedy)
    {
        var next = 0;
        foreach (var (index, layer) in original.Index())
        {
            if (layer is not Convolution conv)
                continue;
            while (next < remedy.Count && Bare(remedy[next]) != Bare(conv))
                next++;
            if (next++ >= remedy.Count)
                return index;
        }

        return null;
    }

    /// <summary>
    /// What goes beyond the freedom of a remedy: to change, remove or insert layers after the last pooling. Null where nothing does.
    /// </summary>
    public static LocalizedText? BeyondNeed(IReadOnlyList<Layer> original, IReadOnlyList<Layer> remedy)
    {
        var kept = LastPooling(original) + 1;
        var matched = 0;
        foreach (var (index, layer) in original.Take(kept).Index().Where(place => IsStructural(place.Item)))
        {
            while (matched < remedy.Count && !IsStructural(remedy[matched]))
                matched++;
            if (matched == remedy.Count || Bare(remedy[matched]) != Bare(layer))
            {
                var label = layer.Label(index);
                return new(
                    $"Radi, ali mijenja mrežu prerano: sloj {label} i ostali do posljednjeg sažimanja trebaju ostati kakvi jesu.",
                    $"It works, but changes the network too early: layer {label} and the others up to the last pooling should stay.");
            }

            matched++;
        }

        var known = original.Take(kept).Select(layer => layer.FollowedBy).ToHashSet();
        if (remedy.Take(matched).FirstOrDefault(layer => layer.FollowedBy is { } activation && !known.Contains(activation)) is { } changed)
        {
            var activation = LayerVocabulary.NameOf(changed.FollowedBy!.Value);
            return new(
                $"Radi, ali bez potrebe uvodi aktivaciju {activation} prije posljednjeg sažimanja.",
                $"It works, but introduces the activation {activation} before the last pooling without need.");
        }

        return null;
    }

    private static int LastPooling(IReadOnlyList<Layer> layers)
    {
        var last = layers.Count - 1;
        while (last >= 0 && layers[last] is not (Pooling or AdaptivePooling or GlobalPooling))
            last--;
        return last;
    }

    private static bool IsStructural(Layer layer) => layer is not (ActivationLayer or Dropout);

    private static Layer Bare(Layer layer) => layer is Convolution conv
        ? conv with { Name = null, Activation = null }
        : layer with { Name = null };
}
