namespace GradingService.Domain.Families.ConvolutionalNetwork.Remedies;

/// <summary>The judgement of a remedy.</summary>
/// <param name="Credit">From 0 to 1.</param>
/// <param name="Code">One of <see cref="RemedyCodes"/>, or null for a right remedy.</param>
/// <param name="Message">The reason for people.</param>
/// <param name="Evidence">What the student can check.</param>
public sealed record RemedyVerdict(double Credit, string? Code, LocalizedText Message, RemedyEvidence Evidence);

/// <summary>Why a remedy is not right, and what it is worth all the same.</summary>
/// <remarks>
/// Nothing for a remedy that still fails for some image, since that is what was asked for. Half for one that works but changes more
/// than it needs to; a quarter for one that works but is not the network's remedy: other convolutions, or another number of outputs.
/// </remarks>
public static class RemedyCodes
{
    /// <summary>Scales or cuts the image: preprocessing, not architecture. No credit.</summary>
    public const string ResizesInput = "resizes-input";

    /// <summary>The layers fit together for no image size. No credit.</summary>
    public const string NoValidSize = "no-valid-size";

    /// <summary>Breaks, or gives another output size, for some image no smaller than the network's own. No credit.</summary>
    public const string SizeDependent = "size-dependent";

    /// <summary>Works for every size, but with a wrong number of outputs.</summary>
    public const string ChangesOutput = "changes-output";

    /// <summary>Works for every size, but a convolution was changed, removed or reordered.</summary>
    public const string TrainedLayersChanged = "trained-layers-changed";

    /// <summary>Works for every size, but changes layers up to the last pooling.</summary>
    public const string NotMinimal = "not-minimal";

    /// <summary>Credit of a remedy that works but changes more than it needs to.</summary>
    public const double NotMinimalCredit = 0.5;

    /// <summary>Credit of a remedy that works but is not this network's.</summary>
    public const double AnotherNetworkCredit = 0.25;
}
