using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Numbers that drive the cell alike and count alike: all are one input.</summary>
/// <param name="Word">The first of these numbers.</param>
/// <param name="Multiplicity">How many numbers there are.</param>
/// <param name="Drive">Wxh·x + bh + bh2, of length n.</param>
internal sealed record CellInput(string Word, bool Counts, int Multiplicity, Rational[] Drive);

/// <summary>A model reduced to what decides: h ← φ(Whh·h + drive), s = w·h + c, and the class by the sign of s alone.</summary>
/// <remarks>
/// A sigmoid's output isn't compared with its threshold τ, but s with 0, where c = bo − ln(τ/(1 − τ)). For a rational τ other than ½
/// that logarithm is irrational, so c is known between two fractions, and s is never 0.
/// </remarks>
internal sealed class NormalForm
{
    private NormalForm(RecurrentModel model, Specification specification)
    {
        H0 = model.H0 ?? new Rational[model.HiddenSize];
        (Inputs, InputOfWord) = InputsOf(model, specification);
        (Model, Specification) = (IsLinear(model) ? model with { Activation = CellActivation.Identity } : model, specification);
        Bits = Model.Whh.SelectMany(row => row).Concat(Inputs.SelectMany(input => input.Drive)).Concat(H0).Append(Model.NegativeSlope).Append(Model.StepAtZero)
            .Max(x => Math.Max(x.Numerator.GetBitLength(), x.Denominator.GetBitLength()));
        var softmax = model.Output == OutputActivation.Softmax;
        Weights = softmax ? [.. model.Why[1].Zip(model.Why[0], (one, zero) => one - zero)] : model.Why[0];
        var bias = softmax ? Bias(model, 1) - Bias(model, 0) : Bias(model, 0);
        (Low, High) = (bias, bias);
        var threshold = model.Threshold ?? (model.Output == OutputActivation.Sigmoid ? new Rational(1, 2) : Rational.Zero);
        Classes = softmax ? [0, 0, 1] : [0, model.Strict ? 0 : 1, 1];
        if (model.Output == OutputActivation.Identity) (Low, High) = (bias - threshold, bias - threshold);
        else if (model.Output == OutputActivation.Step)
            Classes = [.. new[] { Rational.Zero, model.StepAtZero, Rational.One }.Select(output => output > threshold || (output == threshold && !model.Strict) ? 1 : 0)];
        else if (model.Output == OutputActivation.Sigmoid)
        {
            // A sigmoid is never 0 nor 1, so such thresholds are always or never passed.
            if (threshold <= Rational.Zero || threshold >= Rational.One) Classes = threshold <= Rational.Zero ? [1, 1, 1] : [0, 0, 0];
            else if (threshold != new Rational(1, 2))
            {
                var (low, high) = NaturalLogarithm.Of(threshold / (1 - threshold));
                (Low, High) = (bias - high, bias - low);
            }
        }
    }

    public RecurrentModel Model { get; }
    public Specification Specification { get; }
    public IReadOnlyList<CellInput> Inputs { get; private init; }
    public Rational[] H0 { get; }

    /// <summary>w.</summary>
    public Rational[] Weights { get; }

    /// <summary>c, or a fraction below it.</summary>
    public Rational Low { get; }

    /// <summary>c, or a fraction above it.</summary>
    public Rational High { get; }

    /// <summary>The input that each number is.</summary>
    public IReadOnlyDictionary<string, int> InputOfWord { get; }

    public string WordThat(bool counts) => Inputs.First(input => input.Counts == counts).Word;

    /// <summary>The same over sequences of these inputs only.</summary>
    public NormalForm Only(params CellInput[] inputs) => new(Model, Specification) { Inputs = inputs };

    public bool IsExact => Low == High;

    public int Size => Model.HiddenSize;

    /// <summary>Bits of the longest numerator or denominator among the cell's weights.</summary>
    public long Bits { get; }

    /// <summary>The class for a negative score, for zero, and for a positive one.</summary>
    private int[] Classes { get; }

    /// <summary>Whether a larger score never turns class 1 into 0, and both are possible.</summary>
    public bool IsThreshold => Classes is [0, _, 1];

    /// <summary>Whether the cell maps fractions to fractions, so that it can be run without rounding.</summary>
    public bool IsPiecewiseLinear => Model.Activation is not (CellActivation.Tanh or CellActivation.Sigmoid);

    /// <exception cref="ArgumentException">The sizes of the model's matrices don't fit.</exception>
    public static NormalForm Of(RecurrentModel model, Specification specification) =>
        model.Fits(specification.Bits) ? new(model, specification) : throw new ArgumentException("The model's sizes don't fit.", nameof(model));

    public int ClassOf(Score score) => Classes[score.Sign + 1];

    /// <summary>The score of a state whose product with w is given.</summary>
    public Score ScoreOf(Rational product) => ScoreOf(Sign(product + Low), Sign(product + High));

    /// <summary>The score whose sign with <see cref="Low"/> and with <see cref="High"/> is given.</summary>
    public Score ScoreOf(int low, int high)
    {
        if (IsExact) return new Score(low, false);
        return low >= 0 ? new Score(1, false) : high <= 0 ? new Score(-1, false) : new Score(1, true);
    }

    /// <summary>Whether the class of w·h = <paramref name="product"/> is certain and is this one.</summary>
    public bool IsCertainly(int @class, Rational product) => ScoreOf(product) is { IsDoubtful: false } score && ClassOf(score) == @class;

    public static int Sign(Rational value) => value.Numerator.Sign;

    /// <summary>Whether no state that the model reaches lies below the kink, or there is none: a slope of 1 below zero, or nothing negative anywhere.</summary>
    private bool IsLinear(RecurrentModel model) => model.Activation switch
    {
        CellActivation.LeakyRelu when model.NegativeSlope == Rational.One => true,
        CellActivation.Relu or CellActivation.LeakyRelu =>
            model.Whh.All(row => row.All(weight => Sign(weight) >= 0)) && H0.All(x => Sign(x) >= 0) && Inputs.All(input => input.Drive.All(x => Sign(x) >= 0)),
        _ => false,
    };

    private static Rational Bias(RecurrentModel model, int output) => model.Bo is { } bias ? bias[output] : Rational.Zero;

    private static (CellInput[] Inputs, Dictionary<string, int> OfWord) InputsOf(RecurrentModel model, Specification specification)
    {
        var (inputs, ofWord) = (new List<CellInput>(), new Dictionary<string, int>());
        foreach (var word in specification.Words)
        {
            var drive = new Rational[model.HiddenSize];
            for (var i = 0; i < drive.Length; i++)
            {
                for (var bit = 0; bit < word.Length; bit++)
                    if (word[model.BitOrder == BitOrder.Lsb ? word.Length - 1 - bit : bit] == '1') drive[i] += model.Wxh[i][bit];
                if (model.Bh is { } bh) drive[i] += bh[i];
                if (model.Bh2 is { } bh2) drive[i] += bh2[i];
            }
            var counts = specification.Counts(word);
            var same = inputs.FindIndex(input => input.Counts == counts && input.Drive.AsSpan().SequenceEqual(drive));
            ofWord[word] = same < 0 ? inputs.Count : same;
            if (same < 0) inputs.Add(new CellInput(word, counts, 1, drive));
            else inputs[same] = inputs[same] with { Multiplicity = inputs[same].Multiplicity + 1 };
        }
        return ([.. inputs], ofWord);
    }
}

/// <summary>The sign of a score, and whether rounding or an irrational threshold leaves it open.</summary>
internal readonly record struct Score(int Sign, bool IsDoubtful);
