using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>A run of a recurrent model over one sequence, in doubles.</summary>
/// <param name="States">h¹ … hᵀ, T×n.</param>
public sealed record RecurrentTrace(double[][] States)
{
    /// <summary>Runs the cell over a sequence of words of bits, most significant bit first.</summary>
    public static RecurrentTrace Of(RecurrentModel model, IReadOnlyList<string> sequence)
    {
        var h = Doubles(model.H0) ?? new double[model.HiddenSize];
        var states = new double[sequence.Count][];
        for (var t = 0; t < sequence.Count; t++) states[t] = h = Next(model, Input(model, sequence[t]), h);
        return new RecurrentTrace(states);
    }

    /// <summary>The output for a state: the probability of class 1 where the output is sigmoid or softmax.</summary>
    public static double Output(RecurrentModel model, double[] state)
    {
        var scores = Scores(model, state);
        return model.Output switch
        {
            OutputActivation.Identity => scores[0],
            OutputActivation.Sigmoid => Sigmoid(scores[0]),
            OutputActivation.Softmax => Sigmoid(scores[1] - scores[0]),
            _ => scores[0] > 0 ? 1 : scores[0] < 0 ? 0 : model.StepAtZero.ToDouble(),
        };
    }

    /// <summary>The class for a state: 1 iff the output passes the threshold. Scores are compared, so that a sigmoid's rounding never decides.</summary>
    public static int Class(RecurrentModel model, double[] state)
    {
        var scores = Scores(model, state);
        if (model.Output == OutputActivation.Softmax) return scores[1] > scores[0] ? 1 : 0;
        var threshold = model.Threshold?.ToDouble() ?? (model.Output == OutputActivation.Sigmoid ? 0.5 : 0);
        var margin = model.Output == OutputActivation.Sigmoid && threshold is > 0 and < 1
            ? scores[0] - Math.Log(threshold / (1 - threshold))
            : Output(model, state) - threshold;
        return margin > 0 || (margin == 0 && !model.Strict) ? 1 : 0;
    }

    private static double[] Next(RecurrentModel model, double[] x, double[] h)
    {
        var next = new double[model.HiddenSize];
        for (var i = 0; i < next.Length; i++)
        {
            var sum = Dot(model.Wxh[i], x) + Dot(model.Whh[i], h);
            if (model.Bh is { } bh) sum += bh[i].ToDouble();
            if (model.Bh2 is { } bh2) sum += bh2[i].ToDouble();
            next[i] = Activate(model, sum);
        }
        return next;
    }

    private static double[] Input(RecurrentModel model, string word)
    {
        var bits = word.Select(bit => bit == '1' ? 1.0 : 0).ToArray();
        if (model.BitOrder == BitOrder.Lsb) Array.Reverse(bits);
        return bits;
    }

    private static double[] Scores(RecurrentModel model, double[] state) =>
        [.. model.Why.Select((row, i) => Dot(row, state) + (model.Bo?[i].ToDouble() ?? 0))];

    private static double Activate(RecurrentModel model, double z) => model.Activation switch
    {
        CellActivation.Identity => z,
        CellActivation.Relu => Math.Max(0, z),
        CellActivation.LeakyRelu => z >= 0 ? z : model.NegativeSlope.ToDouble() * z,
        CellActivation.Hardtanh => Math.Clamp(z, -1, 1),
        CellActivation.Tanh => Math.Tanh(z),
        CellActivation.Sigmoid => Sigmoid(z),
        CellActivation.Step => z > 0 ? 1 : z < 0 ? 0 : model.StepAtZero.ToDouble(),
        _ => Math.Sign(z),
    };

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double Dot(Rational[] row, double[] vector)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++) sum += row[i].ToDouble() * vector[i];
        return sum;
    }

    private static double[]? Doubles(Rational[]? vector) => vector?.Select(x => x.ToDouble()).ToArray();
}
