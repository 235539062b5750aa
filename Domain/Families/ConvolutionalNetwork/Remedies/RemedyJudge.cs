namespace GradingService.Domain.Families.ConvolutionalNetwork.Remedies;

/// <summary>
/// Judges a changed architecture that should take images of any size: it must give one and the same output, of the network's
/// own number of outputs, for every image from some size on; keep every convolution; and change layers only after the last
/// pooling. Dense layers' inputs are inferred at the original's own input size.
/// </summary>
public static class RemedyJudge
{
    /// <summary>Judges a remedy of a network.</summary>
    /// <param name="original">The network to remedy.</param>
    /// <param name="remedy">The remedy's layers, from the image to the output.</param>
    public static RemedyVerdict Judge(Network original, IReadOnlyList<Layer> remedy)
    {
        foreach (var (index, layer) in remedy.Index())
        {
            if (layer is Resize or Crop)
                return Refuse(RemedyCodes.ResizesInput, ResizingMessage, new OffendingLayer(index, layer.Label(index)));
        }

        var architecture = original.Architecture with { Layers = remedy };
        if (Network.Build(architecture, out var failure) is not { } network)
            return JudgeMisfit(architecture, failure!);
        if (TroubleOf(network) is { } trouble)
            return SizeDependent(trouble);
        var works = Proof(network, out var exception);
        return works is null ? SizeDependent(exception!) : JudgeWorking(original, network, works);
    }

    private static RemedyVerdict JudgeWorking(Network original, Network remedy, WorksFromSize works)
    {
        var (outputs, layers) = (original.Outputs, original.Architecture.Layers);
        if (outputs is { } count && remedy.Output != TensorShape.OfVector(count) && remedy.Output != TensorShape.OfMap(count, Extent.One))
        {
            return new(RemedyCodes.AnotherNetworkCredit, RemedyCodes.ChangesOutput, new(
                $"Izlaz ne ovisi o veličini slike, ali ima oblik {remedy.Output}, a mreža treba dati {outputs} vrijednosti.",
                $"The output does not depend on the image's size, but its shape is {remedy.Output} instead of {outputs} values."), works);
        }

        if (RemedyChanges.FirstConvolutionNotKept(layers, remedy.Architecture.Layers) is { } lost)
        {
            var label = layers[lost].Label(lost);
            return new(RemedyCodes.AnotherNetworkCredit, RemedyCodes.TrainedLayersChanged, new(
                $"Radi, ali konvolucijski sloj {label} nije ostao kakav jest.",
                $"It works, but the convolutional layer {label} did not stay as it is."), works);
        }

        if (RemedyChanges.BeyondNeed(layers, remedy.Architecture.Layers) is { } excess)
            return new(RemedyCodes.NotMinimalCredit, RemedyCodes.NotMinimal, excess, works);
        var (minimum, output) = (works.MinimalSize, works.Output);
        return new(1, null, new(
            $"Svaka slika visine barem {minimum.Height} i širine barem {minimum.Width} daje izlaz {output}.",
            $"Every image of height at least {minimum.Height} and width at least {minimum.Width} gives the output {output}."), works);
    }

    private static RemedyVerdict JudgeMisfit(Architecture remedy, ShapeFailure failure)
    {
        var size = remedy.Input.Map!.Value;
        var evidence = new FailingInput(size, failure);
        if (TakesSomeLargerImage(remedy))
            return SizeDependent(evidence);
        return Refuse(RemedyCodes.NoValidSize, new(
            $"Slojevi se ne slažu ni za vlastitu veličinu slike {size}: {failure.Message.Hr}",
            $"The layers do not fit together, not even for the network's own image size {size}: {failure.Message.En}"), evidence);
    }

    /// <summary>Dense layers get their number of inputs at the own size, so without it there is no network to run.</summary>
    private static bool TakesSomeLargerImage(Architecture remedy) =>
        !remedy.Layers.Any(layer => layer is Linear) && ((long[])[2, 4, 8, 16]).Any(factor =>
        {
            var own = remedy.Input.Map!.Value;
            var larger = TensorShape.OfMap(remedy.Input.Channels, own.Height * factor, own.Width * factor);
            return ForwardPass.Through(remedy.Layers, larger).Failure is null;
        });

    /// <summary>An image size, not below the network's own, that shows it is not suitable for any size; null where it is.</summary>
    private static RemedyEvidence? TroubleOf(Network network)
    {
        if (network.AcceptedSizes.FirstTrouble is not { } certain)
            return null;
        var (height, width) = (network.InputSize.Height, network.InputSize.Width);
        Extent[] candidates =
        [
            new(height + 2, width + 18), new(height + 1, width + 1), new(height + 40, width + 7), new(2 * height, 2 * width), certain,
        ];
        return candidates.Select(size => ExceptionAt(network, size)).First(evidence => evidence is not null);
    }

    /// <summary>
    /// Runs many sizes from the exact minimum on; null, with the exception, should one of them not give the network's output.
    /// </summary>
    private static WorksFromSize? Proof(Network network, out RemedyEvidence? exception)
    {
        var minimum = network.AcceptedSizes.Minimum!.Value;
        long[] offsets = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144];
        var sizes = offsets
            .SelectMany(row => offsets.Select(column => new Extent(minimum.Height + row, minimum.Width + column)))
            .Concat(Enumerable.Range(0, 64).Select(side => new Extent(minimum.Height + side, minimum.Width + side)))
            .Append(network.InputSize)
            .ToHashSet();
        exception = sizes.Select(size => ExceptionAt(network, size)).FirstOrDefault(evidence => evidence is not null);
        return exception is null ? new(minimum, network.Output, sizes.Count, network.TotalParameters) : null;
    }

    private static RemedyEvidence? ExceptionAt(Network network, Extent size)
    {
        var pass = network.Run(size);
        if (pass.Failure is { } failure)
            return new FailingInput(size, failure);
        return pass.Output == network.Output ? null : new ChangingOutput(network.InputSize, network.Output, size, pass.Output!.Value);
    }

    private static RemedyVerdict SizeDependent(RemedyEvidence evidence) => Refuse(RemedyCodes.SizeDependent, evidence switch
    {
        FailingInput { InputSize: var size, Failure.Message: var reason } => new(
            $"Za sliku {size} mreža ne radi: {reason.Hr}", $"The network fails for a {size} image: {reason.En}"),
        ChangingOutput change => new(
            $"Izlaz ovisi o veličini slike: {change.First} daje {change.FirstOutput}, a {change.Second} daje {change.SecondOutput}.",
            $"The output depends on the image: {change.First} gives {change.FirstOutput}, {change.Second} gives {change.SecondOutput}."),
        _ => throw new ArgumentOutOfRangeException(nameof(evidence)),
    }, evidence);

    private static LocalizedText ResizingMessage { get; } = new(
        "Skaliranje ili izrezivanje slike je predobrada, a ne promjena arhitekture.",
        "Scaling or cutting the image is preprocessing, not a change of the architecture.");

    private static RemedyVerdict Refuse(string code, LocalizedText message, RemedyEvidence evidence) => new(0, code, message, evidence);
}
