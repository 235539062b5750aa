using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

/// <summary>The shortest linear recurrence that several sequences obey together.</summary>
internal static class Recurrence
{
    /// <summary>The monic characteristic polynomial, lowest coefficient first; null where there is none within the order.</summary>
    /// <param name="order">
    /// An order that is known to suffice (Cayley–Hamilton). A shorter recurrence that holds for this many places then holds for ever, since what it
    /// leaves over obeys the known one and begins with that many zeros.
    /// </param>
    public static Rational[]? Minimal(Rational[][] sequences, int order)
    {
        // Column k holds every sequence's places k … k + order − 1; the first column that depends on those before gives the recurrence.
        var basis = new List<(Rational[] Column, Rational[] Combination, int Pivot)>();
        for (var k = 0; k <= order; k++)
        {
            var column = sequences.SelectMany(sequence => sequence.AsSpan(k, order).ToArray()).ToArray();
            var combination = new Rational[k + 1];
            combination[k] = Rational.One;
            foreach (var (known, coefficients, at) in basis)
            {
                if (column[at].IsZero) continue;
                var factor = column[at] / known[at];
                for (var i = 0; i < column.Length; i++) column[i] -= factor * known[i];
                for (var i = 0; i < coefficients.Length; i++) combination[i] -= factor * coefficients[i];
            }
            var pivot = Array.FindIndex(column, x => !x.IsZero);
            if (pivot < 0) return combination;
            basis.Add((column, combination, pivot));
        }
        return null;
    }
}
