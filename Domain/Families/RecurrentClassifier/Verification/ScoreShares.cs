using System.Numerics;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>The score of an identity cell as a sum over the sequence: s = c + w·Whhᵀ·h0 + Σ v_k(x), where x stands k places before the end and v_k(x) = w·Whhᵏ·drive(x).</summary>
/// <remarks>Exact whole numbers over a scale that grows with k: fractions would be reduced over and over.</remarks>
internal sealed class ScoreShares
{
    private readonly BigInteger[][] _recurrent;
    private readonly BigInteger[][] _drives;
    private readonly BigInteger[] _initial;
    private readonly BigInteger _initialScale;
    private readonly BigInteger _driveScale;
    private BigInteger[] _row;
    private BigInteger _rowScale;

    public ScoreShares(NormalForm form)
    {
        _rowScale = ExactVector.CommonDenominator(form.Weights);
        _row = Scaled(form.Weights, _rowScale);
        RecurrentScale = ExactVector.CommonDenominator(form.Model.Whh.SelectMany(row => row));
        _recurrent = [.. form.Model.Whh.Select(row => Scaled(row, RecurrentScale))];
        _driveScale = ExactVector.CommonDenominator(form.Inputs.SelectMany(input => input.Drive));
        _drives = [.. form.Inputs.Select(input => Scaled(input.Drive, _driveScale))];
        _initialScale = ExactVector.CommonDenominator(form.H0);
        _initial = Scaled(form.H0, _initialScale);
    }

    /// <summary>By this the scale grows from one k to the next.</summary>
    public BigInteger RecurrentScale { get; }

    /// <summary>The scale of the shares at the present k.</summary>
    public BigInteger Scale => _rowScale * _driveScale;

    /// <summary>v_k of every input, times <see cref="Scale"/>.</summary>
    public BigInteger[] Shares => [.. _drives.Select(drive => Dot(_row, drive))];

    /// <summary>w·Whhᵏ·h0 at the present k.</summary>
    public Rational Initial => new(Dot(_row, _initial), _rowScale * _initialScale);

    public long Cost => (4 + _row.Length * (long)_row.Length + _row.Length * (long)_drives.Length) * (1 + LongestBits / 256) * (1 + RecurrentScale.GetBitLength() / 512);

    private long LongestBits => Math.Max(_rowScale.GetBitLength(), _row.Max(x => x.GetBitLength()));

    /// <summary>Goes on to k + 1.</summary>
    public void Advance()
    {
        var next = new BigInteger[_row.Length];
        for (var j = 0; j < next.Length; j++)
            for (var i = 0; i < next.Length; i++)
                if (!_recurrent[i][j].IsZero) next[j] += _row[i] * _recurrent[i][j];
        (_row, _rowScale) = (next, _rowScale * RecurrentScale);
    }

    private static BigInteger Dot(BigInteger[] left, BigInteger[] right)
    {
        var sum = BigInteger.Zero;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static BigInteger[] Scaled(Rational[] row, BigInteger scale) => [.. row.Select(x => x.Numerator * (scale / x.Denominator))];
}
