using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

/// <summary>An identity cell that counts, beside modes that die out: v_k(x) = ±v + ε_k(x), where all deviations together stay within the threshold's margin.</summary>
/// <remarks>
/// The shares v_k(x) and w·Whhᵏ·h0 obey one linear recurrence, with a polynomial (λ − 1)·g(λ). Removing the root 1 leaves the limits ±v, and
/// deviations that obey g. If the K-th power of g's companion matrix has a row-sum norm ρ below 1, then for windows E_k of deg g deviations
/// E_{k+K} ≤ ρE_k, so that all deviations from some k on add up to at most (E_k + … + E_{k+K−1})/(1 − ρ). Lengths up to the
/// checked one are taken from an exact search, all longer ones from these bounds.
/// </remarks>
internal static class StableTail
{
    private const int MostUnits = 8;
    private const int MostInputs = 8;
    private const int MostBits = 64;
    private const int MostPower = 400;
    private const int Terms = 120;

    public static Certificate? Prove(NormalForm form, int checkedLength, SearchMeter meter)
    {
        if (!form.Specification.IsMajority || form.Size > MostUnits || form.Inputs.Count > MostInputs || checkedLength < 1) return null;
        if (new ScoreShares(form).RecurrentScale.GetBitLength() > MostBits) return null;
        var sequences = SequencesOf(form, meter);
        if (Recurrence.Minimal(sequences, form.Size) is not { } polynomial || WithoutRootOne(polynomial) is not { } rest) return null;
        var atOne = rest.Aggregate(Rational.Zero, (sum, coefficient) => sum + coefficient);
        if (atOne.IsZero || Contraction(rest, meter) is not { } contraction) return null;

        // g applied to a sequence keeps its constant part times g(1) and removes what dies out.
        var limits = sequences.Select(sequence => rest.Select((coefficient, i) => coefficient * sequence[i]).Aggregate((a, b) => a + b) / atOne).ToArray();
        var v = limits[form.Inputs.Index().First(input => input.Item.Counts).Index];
        if (NormalForm.Sign(v) <= 0 || form.Inputs.Index().Any(input => limits[input.Index] != (input.Item.Counts ? v : -v))) return null;

        var deviations = sequences.Select((sequence, i) => sequence.Select(value => value - limits[i]).ToArray()).ToArray();
        // Longer sequences have at least these shares, so that what is left out is part of the tail.
        var terms = Math.Min(Terms, checkedLength);
        var (most, least) = (Rational.Zero, Rational.Zero);
        for (var k = 0; k < terms; k++)
        {
            most += deviations[..^1].Select(sequence => sequence[k]).Aggregate(Rational.Max);
            least -= deviations[..^1].Select(sequence => -sequence[k]).Aggregate(Rational.Max);
        }
        var tails = deviations.Select(sequence => Rest(sequence, terms, rest, contraction)).ToArray();
        var (above, below) = (tails[..^1].Max(tail => tail.Above) * form.Inputs.Count + tails[^1].Above, tails[..^1].Min(tail => tail.Below) * form.Inputs.Count + tails[^1].Below);
        var middle = limits[^1];
        // The longest sequences with a difference of 0 at most, and of 1 at least.
        if (!form.IsThreshold || !form.IsCertainly(0, middle + most + above) || !form.IsCertainly(1, middle + v + least + below)) return null;
        return new Certificate("stable-tail", new(
            Problems($"Svaki traženi broj zbroju na izlazu dodaje stalan doprinos, a svaki drugi oduzima isti toliki. Sve ostalo u mreži se gasi: svi ti prolazni doprinosi zajedno ne prelaze prag. Nizovi do duljine {checkedLength} provjereni su točno, a za duže vrijedi ta ocjena."),
            Problems($"Every number that counts adds a constant share to the score in the end, and every other takes the same away. All else in the network dies out: those passing shares together don't cross the threshold. Sequences up to length {checkedLength} were checked exactly, and for longer ones this bound holds.")));
    }

    /// <summary>v_k of every input, and last w·Whhᵏ·h0, for as many k as the bounds look at.</summary>
    private static Rational[][] SequencesOf(NormalForm form, SearchMeter meter)
    {
        var count = Terms + MostPower + 2 * MostUnits + 2;
        var sequences = new Rational[form.Inputs.Count + 1][];
        for (var i = 0; i < sequences.Length; i++) sequences[i] = new Rational[count];
        var shares = new ScoreShares(form);
        for (var k = 0; k < count; k++)
        {
            var words = shares.Scale.GetBitLength() / 32;
            meter.Spend(4 * shares.Cost + sequences.Length * words * words / 8);
            var values = shares.Shares;
            for (var i = 0; i < values.Length; i++) sequences[i][k] = new Rational(values[i], shares.Scale);
            sequences[^1][k] = shares.Initial;
            shares.Advance();
        }
        return sequences;
    }

    /// <summary>Bounds for every sum of deviations from place <paramref name="from"/> on, and for each of them.</summary>
    private static (Rational Above, Rational Below) Rest(Rational[] deviations, int from, Rational[] polynomial, (int Power, Rational Norm) contraction)
    {
        var degree = polynomial.Length - 1;
        if (degree == 0) return (Rational.Zero, Rational.Zero);
        if (degree == 1 && polynomial[0] <= Rational.Zero)
        {
            // One mode that doesn't alternate: all deviations have the sign of the first.
            var total = deviations[from] / (1 + polynomial[0]);
            return (Rational.Max(total, Rational.Zero), -Rational.Max(-total, Rational.Zero));
        }
        var sum = Rational.Zero;
        for (var k = from; k < from + contraction.Power; k++)
            sum += deviations.AsSpan(k, degree).ToArray().Select(x => Rational.Max(x, -x)).Aggregate(Rational.Max);
        return (sum / (1 - contraction.Norm), -sum / (1 - contraction.Norm));
    }

    /// <summary>The polynomial divided by λ − 1; null where 1 is no root.</summary>
    private static Rational[]? WithoutRootOne(Rational[] polynomial)
    {
        var quotient = new Rational[polynomial.Length - 1];
        var carry = Rational.Zero;
        for (var i = polynomial.Length - 1; i > 0; i--) quotient[i - 1] = carry = polynomial[i] + carry;
        return (polynomial[0] + carry).IsZero ? quotient : null;
    }

    /// <summary>A power of the companion matrix whose row-sum norm is below 1, and that norm.</summary>
    private static (int Power, Rational Norm)? Contraction(Rational[] monic, SearchMeter meter)
    {
        var degree = monic.Length - 1;
        if (degree == 0) return (1, Rational.Zero);
        // Row r of the K-th power says how deviation k + K + r comes from deviations k … k + degree − 1.
        var rows = Enumerable.Range(0, degree).Select(r => Enumerable.Range(0, degree).Select(c => r == c ? Rational.One : Rational.Zero).ToArray()).ToList();
        for (var power = 1; power <= MostPower; power++)
        {
            var words = rows[^1].Max(x => x.Denominator.GetBitLength()) / 32;
            meter.Spend(8L * degree * degree * (1 + words * words / 16));
            var next = new Rational[degree];
            for (var r = 0; r < degree; r++)
                for (var c = 0; c < degree; c++) next[c] -= monic[r] * rows[r][c];
            rows.RemoveAt(0);
            rows.Add(next);
            var norm = rows.Select(row => row.Aggregate(Rational.Zero, (sum, x) => sum + Rational.Max(x, -x))).Aggregate(Rational.Max);
            if (norm < new Rational(9, 10)) return (power, norm);
        }
        return null;
    }

    private static string Problems(FormattableString text) => Answers.Problems.Invariant(text);
}
