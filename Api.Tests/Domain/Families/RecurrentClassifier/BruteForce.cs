using System.Numerics;
using GradingService.Domain.Families.RecurrentClassifier;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Families.RecurrentClassifier;

/// <summary>Runs a model over every sequence, one length after another; whole numbers over a growing scale where the activation is piecewise linear, doubles else.</summary>
/// <remarks>Written apart from the service's verifier: no merging of states, other numbers, other formulas.</remarks>
internal static class BruteForce
{
    private const double TieInDoubles = 1e-11;

    /// <summary>The length of the shortest counterexample; null where there is none up to <paramref name="longest"/>.</summary>
    public static int? ShortestCounterexample(RecurrentModel model, Specification specification, int longest)
    {
        for (var length = 1; length <= longest; length++)
            if (model.Activation is CellActivation.Tanh or CellActivation.Sigmoid ? IsWrongInDoubles(model, specification, length) : IsWrongExactly(model, specification, length))
                return length;
        return null;
    }

    private static bool IsWrongExactly(RecurrentModel model, Specification specification, int length)
    {
        var all = model.Whh.Concat(model.Wxh).Concat(model.Why).SelectMany(row => row)
            .Concat(model.Bh ?? []).Concat(model.Bh2 ?? []).Concat(model.H0 ?? []).Concat(model.Bo ?? [])
            .Append(model.NegativeSlope).Append(model.StepAtZero).Append(model.Threshold ?? Rational.Zero);
        var d = all.Aggregate(BigInteger.One, (common, x) => common * x.Denominator / BigInteger.GreatestCommonDivisor(common, x.Denominator));
        Int128 Whole(Rational x) => (Int128)(x.Numerator * (d / x.Denominator));
        var (unit, n) = ((Int128)d, model.HiddenSize);
        var (wxh, whh, why) = (model.Wxh.Select(row => row.Select(Whole).ToArray()).ToArray(), model.Whh.Select(row => row.Select(Whole).ToArray()).ToArray(), model.Why.Select(row => row.Select(Whole).ToArray()).ToArray());
        var bias = Enumerable.Range(0, n).Select(i => (model.Bh is { } b ? Whole(b[i]) : 0) + (model.Bh2 is { } b2 ? Whole(b2[i]) : 0)).ToArray();
        var (slope, middle) = (Whole(model.NegativeSlope), Whole(model.StepAtZero));
        return Walk((model.H0 ?? new Rational[n]).Select(Whole).ToArray(), unit, 0, 0, length);

        bool Walk(Int128[] h, Int128 scale, int specified, int at, int left)
        {
            if (left == 0) return at > 0 && Class(h, scale) != Specification.Class(specified);
            foreach (var word in specification.Words)
            {
                var next = new Int128[n];
                for (var i = 0; i < n; i++)
                {
                    var z = bias[i] * scale;
                    for (var b = 0; b < word.Length; b++)
                        if (word[model.BitOrder == BitOrder.Msb ? b : word.Length - 1 - b] == '1') z += wxh[i][b] * scale;
                    for (var j = 0; j < n; j++) z += whh[i][j] * h[j];
                    next[i] = checked(model.Activation switch
                    {
                        CellActivation.Identity => z * unit,
                        CellActivation.Relu => z < 0 ? 0 : z * unit,
                        CellActivation.LeakyRelu => z < 0 ? z * slope : z * unit,
                        CellActivation.Hardtanh => (z > unit * scale ? unit * scale : z < -unit * scale ? -unit * scale : z) * unit,
                        CellActivation.Step => z > 0 ? unit * scale * unit : z < 0 ? 0 : middle * scale * unit,
                        _ => Int128.Sign(z) * unit * scale * unit,
                    });
                }
                if (Walk(next, scale * unit * unit, specification.Next(specified, specification.Counts(word)), at + 1, left - 1)) return true;
            }
            return false;
        }

        int Class(Int128[] h, Int128 scale)
        {
            Int128 Score(int row)
            {
                var sum = model.Bo is { } bo ? Whole(bo[row]) * scale : 0;
                for (var i = 0; i < n; i++) sum += why[row][i] * h[i];
                return sum;
            }
            if (model.Output == OutputActivation.Softmax) return Score(1) > Score(0) ? 1 : 0;
            var s = Score(0);
            return Decide(model, Int128.Sign(s), (double)s / ((double)scale * (double)unit), Int128.Sign(s - Whole(model.Threshold ?? Rational.Zero) * scale));
        }
    }

    private static bool IsWrongInDoubles(RecurrentModel model, Specification specification, int length)
    {
        var n = model.HiddenSize;
        double[][] Doubles(Rational[][] matrix) => [.. matrix.Select(row => row.Select(x => x.ToDouble()).ToArray())];
        var (wxh, whh, why) = (Doubles(model.Wxh), Doubles(model.Whh), Doubles(model.Why));
        return Walk((model.H0 ?? new Rational[n]).Select(x => x.ToDouble()).ToArray(), 0, length);

        bool Walk(double[] h, int specified, int left)
        {
            if (left == 0) return Class(h) != Specification.Class(specified);
            foreach (var word in specification.Words)
            {
                var next = new double[n];
                for (var i = 0; i < n; i++)
                {
                    var z = (model.Bh?[i].ToDouble() ?? 0) + (model.Bh2?[i].ToDouble() ?? 0);
                    for (var b = 0; b < word.Length; b++)
                        if (word[model.BitOrder == BitOrder.Msb ? b : word.Length - 1 - b] == '1') z += wxh[i][b];
                    for (var j = 0; j < n; j++) z += whh[i][j] * h[j];
                    next[i] = model.Activation == CellActivation.Tanh ? Math.Tanh(z) : 1 / (1 + Math.Exp(-z));
                }
                if (Walk(next, specification.Next(specified, specification.Counts(word)), left - 1)) return true;
            }
            return false;
        }

        int Class(double[] h)
        {
            double Score(int row) => (model.Bo?[row].ToDouble() ?? 0) + why[row].Select((w, i) => w * h[i]).Sum();
            int Sign(double s) => Math.Abs(s) <= TieInDoubles ? 0 : Math.Sign(s);
            if (model.Output == OutputActivation.Softmax) return Sign(Score(1) - Score(0)) > 0 ? 1 : 0;
            return Decide(model, Sign(Score(0)), Score(0), Sign(Score(0) - (model.Threshold?.ToDouble() ?? 0)));
        }
    }

    private static int Decide(RecurrentModel model, int sign, double score, int signBeyondThreshold)
    {
        var compared = model.Output switch
        {
            OutputActivation.Identity => signBeyondThreshold,
            OutputActivation.Sigmoid when model.Threshold is null || model.Threshold == new Rational(1, 2) => sign,
            OutputActivation.Sigmoid => Math.Sign(1 / (1 + Math.Exp(-score)) - model.Threshold!.Value.ToDouble()),
            _ => (sign > 0 ? Rational.One : sign < 0 ? Rational.Zero : model.StepAtZero).CompareTo(model.Threshold ?? Rational.Zero),
        };
        return compared > 0 || (compared == 0 && !model.Strict) ? 1 : 0;
    }
}
