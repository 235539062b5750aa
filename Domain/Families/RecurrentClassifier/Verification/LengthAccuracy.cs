using System.Numerics;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>How many of all sequences of one length a model classifies right, by their right class.</summary>
public sealed record LengthAccuracy(int Length, BigInteger RightOfZero, BigInteger Zeros, BigInteger RightOfOne, BigInteger Ones)
{
    /// <summary>The mean of the shares that are right in either class; a constant answer has ½.</summary>
    public Rational Balanced => Zeros.IsZero ? new Rational(RightOfOne, Ones)
        : Ones.IsZero ? new Rational(RightOfZero, Zeros)
        : (new Rational(RightOfZero, Zeros) + new Rational(RightOfOne, Ones)) / 2;

    /// <summary>Counts exactly, up to a length or as far as the meter and the number of states allow.</summary>
    internal static IReadOnlyList<LengthAccuracy> Of<TState>(Cell<TState> cell, SearchMeter meter, int longest, int mostStates)
        where TState : class, IEquatable<TState>
    {
        var form = cell.Form;
        var lengths = new List<LengthAccuracy>();
        var layer = new Dictionary<(TState State, int Specified), BigInteger> { [(cell.Initial, 0)] = 1 };
        try
        {
            while (lengths.Count < longest)
            {
                var longer = new Dictionary<(TState State, int Specified), BigInteger>();
                foreach (var ((state, specified), times) in layer)
                    for (var input = 0; input < form.Inputs.Count; input++)
                    {
                        meter.Spend(cell.Cost(state));
                        var to = (cell.Next(state, input), form.Specification.Next(specified, form.Inputs[input].Counts));
                        longer[to] = longer.GetValueOrDefault(to) + times * form.Inputs[input].Multiplicity;
                        if (longer.Count > mostStates) return lengths;
                    }
                layer = longer;
                lengths.Add(Count(cell, layer, lengths.Count + 1));
            }
        }
        catch (SearchLimitException)
        {
            // What is counted is exact; longer lengths are left out.
        }
        return lengths;
    }

    private static LengthAccuracy Count<TState>(Cell<TState> cell, Dictionary<(TState State, int Specified), BigInteger> layer, int length)
        where TState : class, IEquatable<TState>
    {
        var (right, all) = (new BigInteger[2], new BigInteger[2]);
        foreach (var ((state, specified), times) in layer)
        {
            var @class = Specification.Class(specified);
            all[@class] += times;
            if (!cell.IsWrong(state, specified, out _)) right[@class] += times;
        }
        return new LengthAccuracy(length, right[0], all[0], right[1], all[1]);
    }
}
