using System.Numerics;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Examines all sequences of an identity cell of any size, in time quadratic in the length.</summary>
/// <remarks>
/// Every place of a sequence adds its own share to the score, and every property here depends only on how many numbers of a kind there are.
/// So for each specified integer the least and the greatest sum of k shares follow from those of k − 1, and the first length
/// with a wrong extreme is the length of the shortest counterexample.
/// </remarks>
internal static class AdditiveSearch
{
    private sealed record Sum(BigInteger Value, Sum? Before, int Input);

    public static bool Applies(NormalForm form) => form is { IsThreshold: true, Model.Activation: CellActivation.Identity };

    public static SearchResult Run(NormalForm form, SearchMeter meter, int longest)
    {
        var shares = new ScoreShares(form);
        var nothing = new Sum(BigInteger.Zero, null, -1);
        var sums = new Dictionary<int, (Sum Least, Sum Greatest)> { [0] = (nothing, nothing) };
        var length = 0;
        try
        {
            for (; length < longest; length++)
            {
                var words = 1 + (shares.Scale.GetBitLength() + form.Bits) / 64;
                meter.Spend(shares.Cost + words * words + sums.Count * (2 + form.Inputs.Count) * words);
                sums = Longer(form, sums, shares.Shares, shares.RecurrentScale);
                var scale = shares.Scale;
                shares.Advance();
                var (low, high) = (Beside(shares.Initial + form.Low, scale), Beside(shares.Initial + form.High, scale));
                foreach (var (specified, (least, greatest)) in sums.OrderBy(entry => Math.Abs(entry.Key)))
                {
                    var right = Specification.Class(specified);
                    var worst = right == 1 ? least : greatest;
                    var score = form.ScoreOf((worst.Value * low.Times + low.Plus).Sign, (worst.Value * high.Times + high.Plus).Sign);
                    if (!score.IsDoubtful && form.ClassOf(score) != right)
                        return new SearchResult(length) { Counterexample = Path(worst) };
                }
            }
            return new SearchResult(length) { Limit = SearchLimit.Work };
        }
        catch (SearchLimitException e)
        {
            return new SearchResult(length) { Limit = e.Limit };
        }
    }

    /// <summary>What a sum over this scale is multiplied with, and what is added, so that its sign is that of the score.</summary>
    private static (BigInteger Times, BigInteger Plus) Beside(Rational rest, BigInteger scale) => (rest.Denominator, rest.Numerator * scale);

    private static Dictionary<int, (Sum Least, Sum Greatest)> Longer(
        NormalForm form, Dictionary<int, (Sum Least, Sum Greatest)> sums, BigInteger[] shares, BigInteger growth)
    {
        var longer = new Dictionary<int, (Sum Least, Sum Greatest)>();
        foreach (var (specified, (least, greatest)) in sums)
        {
            var (low, high) = (least.Value * growth, greatest.Value * growth);
            for (var input = 0; input < shares.Length; input++)
            {
                var to = form.Specification.Next(specified, form.Inputs[input].Counts);
                var (lower, upper) = (low + shares[input], high + shares[input]);
                if (!longer.TryGetValue(to, out var known)) longer[to] = (new(lower, least, input), new(upper, greatest, input));
                else longer[to] = (
                    lower < known.Least.Value ? new(lower, least, input) : known.Least,
                    upper > known.Greatest.Value ? new(upper, greatest, input) : known.Greatest);
            }
        }
        return longer;
    }

    /// <summary>The last share added belongs to the first number of the sequence.</summary>
    private static int[] Path(Sum sum)
    {
        var path = new List<int>();
        for (var at = sum; at.Before is not null; at = at.Before) path.Add(at.Input);
        return [.. path];
    }
}
