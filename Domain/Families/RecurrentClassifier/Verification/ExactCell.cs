using System.Numerics;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>A cell with a piecewise linear activation, run in exact fractions.</summary>
internal sealed class ExactCell : Cell<ExactVector>
{
    /// <summary>Longer numbers stop the search: nobody's design needs them.</summary>
    private const int MostBits = 20_000;

    private readonly BigInteger[][] _recurrent;
    private readonly BigInteger[][] _drives;
    private readonly BigInteger _scale;

    public ExactCell(NormalForm form)
        : base(form)
    {
        var (weights, inputs) = (form.Model.Whh, form.Inputs);
        _scale = ExactVector.CommonDenominator(weights.SelectMany(row => row).Concat(inputs.SelectMany(input => input.Drive)));
        _recurrent = [.. weights.Select(Scaled)];
        _drives = [.. inputs.Select(input => Scaled(input.Drive))];
        Initial = Bounded(ExactVector.Of(form.H0));
    }

    public override ExactVector Initial { get; }

    public override ExactVector Next(ExactVector state, int input)
    {
        var z = new BigInteger[Form.Size];
        for (var i = 0; i < z.Length; i++)
        {
            var sum = _drives[input][i] * state.Denominator;
            for (var j = 0; j < z.Length; j++)
                if (!_recurrent[i][j].IsZero) sum += _recurrent[i][j] * state.Numerators[j];
            z[i] = sum;
        }
        return Bounded(Activate(z, _scale * state.Denominator));
    }

    public override Score ScoreOf(ExactVector state)
    {
        var product = Rational.Zero;
        for (var i = 0; i < Form.Size; i++)
            if (!Form.Weights[i].IsZero) product += Form.Weights[i] * state[i];
        return Form.ScoreOf(product);
    }

    public override int Compare(ExactVector left, ExactVector right) => left[0].CompareTo(right[0]);

    public override double[] Shown(ExactVector state) => [.. Enumerable.Range(0, Form.Size).Select(i => state[i].ToDouble())];

    public override long Cost(ExactVector state)
    {
        // Products grow with the length of the numbers, reducing to lowest terms with its square.
        var words = state.Bits / 32;
        return (8 + Form.Size * (long)Form.Size) * (1 + words / 8) + (1 + Form.Size) * words * words / 16;
    }

    private ExactVector Activate(BigInteger[] z, BigInteger denominator)
    {
        var model = Form.Model;
        switch (model.Activation)
        {
            case CellActivation.Identity:
                return new ExactVector(z, denominator);
            case CellActivation.Relu:
                return new ExactVector([.. z.Select(x => x.Sign > 0 ? x : BigInteger.Zero)], denominator);
            case CellActivation.LeakyRelu:
                var slope = model.NegativeSlope;
                return new ExactVector([.. z.Select(x => x * (x.Sign >= 0 ? slope.Denominator : slope.Numerator))], denominator * slope.Denominator);
            case CellActivation.Hardtanh:
                return new ExactVector([.. z.Select(x => BigInteger.Max(-denominator, BigInteger.Min(denominator, x)))], denominator);
            case CellActivation.Step:
                var middle = model.StepAtZero;
                return new ExactVector([.. z.Select(x => x.Sign > 0 ? middle.Denominator : x.Sign < 0 ? BigInteger.Zero : middle.Numerator)], middle.Denominator);
            case CellActivation.Sign:
                return new ExactVector([.. z.Select(x => (BigInteger)x.Sign)], BigInteger.One);
            default:
                throw new InvalidOperationException($"{model.Activation} isn't piecewise linear.");
        }
    }

    private static ExactVector Bounded(ExactVector state) => state.Bits <= MostBits ? state : throw new SearchLimitException(SearchLimit.Numbers);

    private BigInteger[] Scaled(Rational[] row) => [.. row.Select(x => x.Numerator * (_scale / x.Denominator))];
}
