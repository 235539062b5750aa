using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>What is worth knowing about a layer and costs nothing.</summary>
internal static class LayerWarnings
{
    public const string ModuleNotInitialised = "module-not-initialised";
    public const string ClassRenamed = "class-not-named-layer";
    public const string ForwardNeeded = "forward-needed-before-each-backward";
    public const string ParametersCopied = "parameters-copied";
    public const string EmptyBatch = "empty-batch";
    public const string OneDimensional = "one-dimensional-input";
    public const string MoreDimensions = "more-dimensions";
    public const string Slow = "slow";

    private static readonly (string Code, LocalizedText Message)[] All =
    [
        (ModuleNotInitialised, new(
            "Razred nasljeđuje nn.Module, a ne poziva super().__init__(): u PyTorchu bi layer(x), parameters() i ispis sloja pukli.",
            "The class derives from nn.Module but doesn't call super().__init__(): in PyTorch layer(x), parameters() and printing the layer would fail.")),
        (ClassRenamed, new("Ispitan je jedini potpuni razred, iako se ne zove Layer.", "The only complete class was examined although it isn't named Layer.")),
        (ForwardNeeded, new(
            "Nakon jednog unaprijednog prolaza radi samo jedan unatražni; biblioteka iz vježbe zove backward_inputs pa backward_params.",
            "After one forward pass only one backward call works; the lab's code calls backward_inputs, then backward_params.")),
        (ParametersCopied, new(
            "Promjena parametara sloja na mjestu (W -= …) ne mijenja ono čime sloj računa, pa se ne bi učio.",
            "Changing the layer's parameters in place (W -= …) doesn't change what it computes with, so it wouldn't learn.")),
        (EmptyBatch, new("Prazna grupa (N = 0) ne radi.", "An empty batch (N = 0) doesn't work.")),
        (OneDimensional, new("Jedan uzorak kao jednodimenzionalno polje ne radi.", "A single sample as a one-dimensional array doesn't work.")),
        (MoreDimensions, new("Ulaz s više vodećih dimenzija (B, T, n) ne radi.", "Input with more leading dimensions (B, T, n) doesn't work.")),
        (Slow, new(
            "Za 2000 uzoraka sloj je spor; umjesto Pythonovih petlji pomažu operacije nad cijelim matricama.",
            "The layer is slow for 2,000 samples; operations on whole matrices help where Python loops don't.")),
    ];

    public static IReadOnlyList<Warning>? Of(SourceReport source, IEnumerable<string> failed)
    {
        HashSet<string> codes = [.. failed];
        if (source.UninitialisedModule) codes.Add(ModuleNotInitialised);
        if (source.Renamed) codes.Add(ClassRenamed);
        Warning[] warnings = [.. All.Where(warning => codes.Contains(warning.Code)).Select(warning => new Warning(warning.Code, warning.Message))];
        return warnings.Length == 0 ? null : warnings;
    }
}
