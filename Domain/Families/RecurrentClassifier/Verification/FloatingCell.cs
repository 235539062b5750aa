using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>A cell run in doubles that carries a bound on its own rounding, so that a score beyond the bound has a certain sign.</summary>
internal sealed class FloatingCell : Cell<FloatingState>
{
    /// <summary>A few units in the last place: rounding of a weight, of a product, and of a library's tanh or exp.</summary>
    private const double Unit = 8 * 2.220446049250313e-16;

    /// <summary>The smallest number that keeps all its digits: below, a product or a weight is off by up to this much.</summary>
    private const double Underflow = 2.2250738585072014e-308;

    private readonly double[][] _recurrent;
    private readonly double[][] _drives;
    private readonly double[] _weights;
    private readonly double _offset;
    private readonly double _slope;
    private readonly double _middle;

    public FloatingCell(NormalForm form)
        : base(form)
    {
        _recurrent = [.. form.Model.Whh.Select(Doubles)];
        _drives = [.. form.Inputs.Select(input => Doubles(input.Drive))];
        _weights = Doubles(form.Weights);
        _offset = Double(form.Low);
        _slope = Double(form.Model.NegativeSlope);
        _middle = Double(form.Model.StepAtZero);
        var initial = Doubles(form.H0);
        Initial = new FloatingState(initial, [.. initial.Select(x => x == 0 ? 0 : Math.Abs(x) * Unit + Underflow)]);
    }

    public override FloatingState Initial { get; }

    public override FloatingState Next(FloatingState state, int input)
    {
        var (values, errors) = (new double[_recurrent.Length], new double[_recurrent.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var (z, error) = Sum(_recurrent[i], state, _drives[input][i]);
            (values[i], errors[i]) = Activate(z, error);
        }
        return new FloatingState(values, errors);
    }

    public override Score ScoreOf(FloatingState state)
    {
        var (score, error) = Sum(_weights, state, _offset);
        // Where rounding hides the sign, the score is taken for a tie: that is what people design for.
        if (!(Math.Abs(score) > error || error == 0)) return new Score(0, true);
        return new Score(Math.Sign(score), false);
    }

    public override int Compare(FloatingState left, FloatingState right) => left.Values[0].CompareTo(right.Values[0]);

    public override double[] Shown(FloatingState state) => state.Values;

    public override long Cost(FloatingState state) => 4 + Form.Size * (long)Form.Size / 4;

    private static (double Value, double Error) Sum(double[] row, FloatingState state, double offset)
    {
        var (sum, error, magnitude) = (offset, 0.0, Math.Abs(offset));
        for (var j = 0; j < row.Length; j++)
        {
            var term = row[j] * state.Values[j];
            sum += term;
            magnitude += Math.Abs(term);
            error += Math.Abs(row[j]) * state.Errors[j];
            if (row[j] != 0 && (state.Values[j] != 0 || state.Errors[j] != 0)) error += Underflow * (1 + Math.Abs(state.Values[j]) + state.Errors[j]);
        }
        if (offset != 0) error += Underflow;
        return (sum, (error + magnitude * (row.Length + 1) * Unit) * (1 + Unit));
    }

    private (double Value, double Error) Activate(double z, double error)
    {
        switch (Form.Model.Activation)
        {
            case CellActivation.Identity:
                return (z, error);
            case CellActivation.Relu:
                return z + error < 0 ? (0, 0) : (Math.Max(0, z), error);
            case CellActivation.LeakyRelu:
                return z >= 0
                    ? (z, error * Math.Max(1, z > error ? 1 : Math.Abs(_slope)))
                    : (_slope * z, error * Math.Max(Math.Abs(_slope), z < -error ? 0 : 1) + Math.Abs(_slope * z) * Unit);
            case CellActivation.Hardtanh:
                return Math.Abs(z) - error > 1 ? (Math.Sign(z), 0) : (Math.Clamp(z, -1, 1), error);
            case CellActivation.Step:
                return Jump(z, error, 0, _middle, 1);
            case CellActivation.Sign:
                return Jump(z, error, -1, 0, 1);
            case CellActivation.Tanh:
                var tanh = Math.Tanh(z);
                var nearest = Math.Tanh(Math.Max(0, Math.Abs(z) - error));
                return (tanh, error * Math.Min(1, 1 - nearest * nearest + Unit) + Math.Abs(tanh) * Unit);
            default:
                var sigmoid = 1 / (1 + Math.Exp(-z));
                var steepest = 1 / (1 + Math.Exp(Math.Max(0, Math.Abs(z) - error)));
                return (sigmoid, error * Math.Min(0.25, steepest * (1 - steepest) + Unit) + sigmoid * Unit);
        }
    }

    private static (double Value, double Error) Jump(double z, double error, double below, double at, double above) =>
        z > error ? (above, 0) : z < -error ? (below, 0) : z == 0 && error == 0 ? (at, Math.Abs(at) * Unit) : (at, double.PositiveInfinity);

    private static double[] Doubles(Rational[] row) => [.. row.Select(Double)];

    /// <summary>Zero only where the fraction is.</summary>
    private static double Double(Rational x) => x.ToDouble() is var rounded && rounded == 0 && !x.IsZero ? NormalForm.Sign(x) * Underflow : rounded;
}
