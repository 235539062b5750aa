using System.Text.Json;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>One right model for each property.</summary>
internal static class RecurrentExamples
{
    public static RecurrentModel For(Specification specification) => specification.Property switch
    {
        SequenceProperty.MajorityOdd => Counter(specification.Bits, 1),
        SequenceProperty.MajorityEven => Counter(specification.Bits, -1),
        SequenceProperty.MajoritySymbol => DelayedCounter(Indicator(specification)),
        SequenceProperty.ContainsSymbol => Latch(Indicator(specification)),
        _ => Toggle(Indicator(specification)),
    };

    /// <summary>The model's step as a formula.</summary>
    public static string StateUpdate(RecurrentModel model)
    {
        var sum = $"Wxh*x + Whh*h{(model.Bh is null ? "" : " + bh")}{(model.Bh2 is null ? "" : " + bh2")}";
        return model.Activation == CellActivation.Identity ? sum : $"{JsonNamingPolicy.CamelCase.ConvertName(model.Activation.ToString())}({sum})";
    }

    /// <summary>The model's output as a formula.</summary>
    public static string Output(RecurrentModel model)
    {
        var sum = $"Why*h{(model.Bo is null ? "" : " + bo")}";
        return model.Output == OutputActivation.Identity ? sum : $"{JsonNamingPolicy.CamelCase.ConvertName(model.Output.ToString())}({sum})";
    }

    /// <summary>A counter: the last bit moves it by one, up or down.</summary>
    private static RecurrentModel Counter(int bits, int sign) => new()
    {
        HiddenSize = 1,
        Wxh = [[.. Enumerable.Repeat(Rational.Zero, bits - 1), 2 * sign]],
        Whh = [[1]],
        Bh = [-sign],
        H0 = [0],
        Activation = CellActivation.Identity,
        Why = [[1]],
        Bo = [0],
        Output = OutputActivation.Sigmoid,
        Threshold = new Rational(1, 2),
    };

    /// <summary>Weights and bias with weights·x + bias = 1 for a number that counts, and ≤ 0 for every other.</summary>
    private static (Rational[] Weights, Rational Bias) Indicator(Specification specification)
    {
        if (specification.Symbol is not { } symbol) return ([.. Enumerable.Repeat(Rational.Zero, specification.Bits - 1), 1], 0);
        return ([.. symbol.Select(bit => bit == '1' ? Rational.One : -Rational.One)], 1 - symbol.Count(bit => bit == '1'));
    }

    /// <summary>The first unit says whether the last number counts, the second how many counted before it, the third how many there are.</summary>
    private static RecurrentModel DelayedCounter((Rational[] Weights, Rational Bias) counts)
    {
        var none = new Rational[counts.Weights.Length];
        return new RecurrentModel
        {
            HiddenSize = 3,
            Wxh = [counts.Weights, none, none],
            Whh = [[0, 0, 0], [1, 1, 0], [0, 0, 1]],
            Bh = [counts.Bias, 0, 1],
            H0 = [0, 0, 0],
            Activation = CellActivation.Relu,
            Why = [[2, 2, -1]],
            Bo = [0],
            Output = OutputActivation.Sigmoid,
            Threshold = new Rational(1, 2),
        };
    }

    /// <summary>One unit that a number that counts sets, and that keeps itself set.</summary>
    private static RecurrentModel Latch((Rational[] Weights, Rational Bias) counts) => new()
    {
        HiddenSize = 1,
        Wxh = [counts.Weights],
        Whh = [[2 * counts.Weights.Length]],
        Bh = [counts.Bias - new Rational(1, 2)],
        H0 = [0],
        Activation = CellActivation.Step,
        Why = [[1]],
        Bo = [0],
        Output = OutputActivation.Step,
        Threshold = new Rational(1, 2),
    };

    /// <summary>The parity before is u₁ + u₂ − u₃: whether a number counts and it was even; whether it was odd; whether a number counts and it was odd.</summary>
    private static RecurrentModel Toggle((Rational[] Weights, Rational Bias) counts)
    {
        var none = new Rational[counts.Weights.Length];
        var half = new Rational(1, 2);
        return new RecurrentModel
        {
            HiddenSize = 3,
            Wxh = [counts.Weights, none, counts.Weights],
            Whh = [[-1, -1, 1], [1, 1, -1], [1, 1, -1]],
            Bh = [counts.Bias - half, -half, counts.Bias - 3 * half],
            H0 = [0, 0, 0],
            Activation = CellActivation.Step,
            Why = [[1, 1, -1]],
            Bo = [-half],
            Output = OutputActivation.Identity,
            Threshold = 0,
        };
    }
}
