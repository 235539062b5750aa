using static GradingService.Domain.Families.AffineLayer.DerivativeReading;

namespace GradingService.Domain.Families.AffineLayer;

/// <summary>What the three derivatives of q = W·p + b are, in every layout in use, and what they are mistaken for.</summary>
/// <remarks>Layouts: numerator and denominator, the third-order ∂q/∂W as I⊗pᵀ (W by rows) or pᵀ⊗I (by columns); the chain rule's ∂L/∂… for one sample, as a
/// vector or a matrix, and for a batch whose samples are rows, from g = ∂L/∂q and its batch G.</remarks>
internal static class AffineDerivatives
{
    private static readonly LocalizedText Numerator = new(
        "Jakobijan u brojničkom zapisu: redci su izlazi, stupci ulazi.", "The Jacobian in numerator layout: outputs in rows, inputs in columns.");

    private static readonly LocalizedText Denominator = new(
        "Jakobijan u nazivničkom zapisu: redci su ulazi, stupci izlazi.", "The Jacobian in denominator layout: inputs in rows, outputs in columns.");

    private static readonly LocalizedText ByRows = new(
        "Jakobijan m×mn po elementima od W, poredanima redak po redak.", "The m×mn Jacobian by the entries of W taken row by row.");

    private static readonly LocalizedText ByColumns = new(
        "Jakobijan m×mn po elementima od W, poredanima stupac po stupac.", "The m×mn Jacobian by the entries of W taken column by column.");

    private static readonly LocalizedText OneSample = new(
        "Lančano pravilo za jedan uzorak: ∂L/∂q puta derivacija.", "The chain rule for one sample: ∂L/∂q times the derivative.");

    private static readonly LocalizedText Batch = new(
        "Lančano pravilo za grupu čiji su uzorci u retcima.", "The chain rule for a batch whose samples are rows.");

    public static DerivativeJudge ByInput { get; } = new("∂q/∂p",
    [
        Layout("numerator", "W", Numerator),
        Layout("denominator", "W'", Denominator),
        VectorLayout("chain-rule", "g'*W", OneSample),
        Layout("batch", "G*W", Batch),
        Layout("batch", "W'*G'", Batch),
        Mistake("input-instead-of-weights", "p", new("p je derivacija po težinama, a ne po ulazu.", "p belongs to the derivative by the weights, not by the input.")),
        Mistake("sign-flipped", "-W", SignFlipped),
        Mistake("sign-flipped", "-W'", SignFlipped),
    ],
    ownRow: [],
    indexed:
    [
        new("ij", "mn", IndexedSubject.Output, [Layout("indices", "W", ByIndices)]),
        new("i", "m", IndexedSubject.Output, [Layout("indices", "W", ByIndices)]),
        new("", "n", IndexedSubject.Loss, [Layout("chain-rule-indices", "W'*g", OneSample)]),
        new("", "n", IndexedSubject.Unsaid, [Layout("chain-rule-indices", "W'*g", OneSample)]),
    ]);

    public static DerivativeJudge ByWeights { get; } = new("∂q/∂W",
    [
        Layout("kronecker-by-rows", "kron(eye(m), p')", ByRows),
        Layout("kronecker-by-rows-transposed", "kron(eye(m), p)", ByRows),
        Layout("kronecker-by-columns", "kron(p', eye(m))", ByColumns),
        Layout("kronecker-by-columns-transposed", "kron(p, eye(m))", ByColumns),
        Layout("chain-rule", "g*p'", OneSample),
        Layout("chain-rule-transposed", "p*g'", OneSample),
        VectorLayout("chain-rule-by-rows", "kron(g, p)", OneSample),
        VectorLayout("chain-rule-by-columns", "kron(p, g)", OneSample),
        Layout("batch", "G'*P", Batch),
        Layout("batch-transposed", "P'*G", Batch),
        BareInput,
        Mistake("delta-missing", "ones(m)*p'", DeltaMissing),
        Mistake("delta-missing", "p*ones(m)'", DeltaMissing),
        Mistake("delta-missing", "kron(ones(1, m), ones(m)*p')", DeltaMissing),
        Mistake("weights-instead-of-input", "W", new("W je derivacija po ulazu, a ne po težinama.", "W is the derivative by the input, not by the weights.")),
        Mistake("averaged-over-batch", "G'*P / N", Averaged),
        Mistake("averaged-over-batch", "P'*G / N", Averaged),
        Mistake("sign-flipped", "-kron(eye(m), p')", SignFlipped),
        Mistake("sign-flipped", "-g*p'", SignFlipped),
    ],
    ownRow: [VectorLayout("own-row", "p", OwnRow)],
    indexed:
    [
        new("ijk", "mmn", IndexedSubject.Output,
        [
            Layout("indices", "kron(eye(m), p')", ByIndices),
            Mistake("delta-missing", "kron(ones(1, m), ones(m)*p')", DeltaMissing),
        ]),
        new("ij", "mm", IndexedSubject.Output, [Layout("indices", "kron(eye(m), p')", ByIndices)]),
        new("", "mn", IndexedSubject.OwnRow, [Layout("own-row", "ones(m)*p'", OwnRow)]),
        new("", "mn", IndexedSubject.Loss, WeightsGradient),
        new("", "mn", IndexedSubject.Unsaid, WeightsGradient),
        new("", "n", IndexedSubject.Unsaid, [BareInput]),
    ]);

    public static DerivativeJudge ByBias { get; } = new("∂q/∂b",
    [
        Layout("identity", "eye(m)", new("Jakobijan m×m: jedinična matrica.", "The m×m Jacobian: the identity.")),
        VectorLayout("chain-rule", "g", OneSample),
        VectorLayout("batch", "sum(G, axis=0)", Batch),
        Half("one-instead-of-identity", "1", new(
            "1 vrijedi samo za jedan izlaz: za m izlaza derivacija je jedinična matrica I reda m, tj. δᵢⱼ.",
            "1 holds for a single output only: for m outputs the derivative is the m×m identity I, that is δᵢⱼ.")),
        Mistake("ones-instead-of-identity", "ones(m)", OnesInstead),
        Mistake("ones-instead-of-identity", "ones(m, m)", OnesInstead),
        Mistake("identity-of-inputs", "eye(n)", new("Jedinična matrica je reda m, po izlazima, a ne n.", "The identity is m×m, by outputs, not n×n.")),
        Mistake("not-summed-over-batch", "G", new("Za grupu treba zbrojiti po uzorcima.", "For a batch the samples are to be summed over.")),
        Mistake("averaged-over-batch", "mean(G, axis=0)", Averaged),
        Mistake("bias-instead-of-identity", "b", new("To je sam pomak b, a ne derivacija po njemu.", "That is the bias b itself, not the derivative by it.")),
        Mistake("sign-flipped", "-eye(m)", SignFlipped),
    ],
    ownRow: [VectorLayout("own-row", "1", OwnRow)],
    indexed:
    [
        new("ij", "mm", IndexedSubject.Output, [Layout("indices", "eye(m)", ByIndices)]),
        new("", "m", IndexedSubject.Loss, BiasGradient),
        new("", "m", IndexedSubject.Unsaid, BiasGradient),
    ]);

    private static DerivativeReading BareInput => Half("input-without-indices", "p", new(
        "p je pravi sastojak, ali ∂q/∂W ima tri indeksa: ∂qᵢ/∂Wⱼₖ = δᵢⱼ·pₖ, tj. I⊗pᵀ. Nedostaje na koji se izlaz i koji redak od W odnosi.",
        "p is the right ingredient, but ∂q/∂W has three indices: ∂qᵢ/∂Wⱼₖ = δᵢⱼ·pₖ, that is I⊗pᵀ. It isn't said which output and which row of W it is about."));

    private static IReadOnlyList<DerivativeReading> WeightsGradient =>
        [Layout("chain-rule-indices", "g*p'", OneSample), Layout("batch-indices", "G'*P", Batch)];

    private static IReadOnlyList<DerivativeReading> BiasGradient =>
        [Layout("chain-rule-indices", "g", OneSample), Layout("batch-indices", "sum(G, axis=0)", Batch)];

    private static LocalizedText ByIndices => new("Po indeksima.", "By indices.");

    private static LocalizedText OwnRow => new(
        "Izlaz i po svojem retku (elementu) i; po ostalima je derivacija nula.", "Output i by its own row (entry) i; by the others the derivative is zero.");

    private static LocalizedText SignFlipped => new("Predznak je obrnut.", "The sign is the opposite one.");

    private static LocalizedText Averaged => new(
        "Gradijent po parametrima zbraja doprinose uzoraka; ovdje su uprosječeni.", "A gradient by parameters sums over the samples; here they are averaged.");

    private static LocalizedText DeltaMissing => new(
        "Nedostaje δᵢⱼ: izlaz i ovisi samo o retku i matrice W.", "The δᵢⱼ is missing: output i depends on row i of W only.");

    private static LocalizedText OnesInstead => new(
        "Same jedinice: izlaz i ovisi samo o elementu i pomaka, pa je derivacija jedinična matrica.",
        "All ones: output i depends on entry i of the bias only, so the derivative is the identity.");
}
