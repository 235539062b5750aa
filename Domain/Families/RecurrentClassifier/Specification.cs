namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>The property that class 1 stands for, as a walk of one integer over the numbers of a sequence; it starts at 0.</summary>
/// <param name="Bits">Bits in a number.</param>
/// <param name="Symbol">The given number, for the properties that are about one; most significant bit first.</param>
public sealed record Specification(SequenceProperty Property, int Bits, string? Symbol = null)
{
    /// <summary>Whether the integer counts without bound: the numbers that are looked for, less all others.</summary>
    public bool IsMajority => Property is SequenceProperty.MajorityOdd or SequenceProperty.MajorityEven or SequenceProperty.MajoritySymbol;

    private bool IsContains => Property == SequenceProperty.ContainsSymbol;

    /// <summary>Whether a number is one of those that are looked for.</summary>
    public bool Counts(string word) => Property switch
    {
        SequenceProperty.MajorityOdd or SequenceProperty.ParityOdd => word[^1] == '1',
        SequenceProperty.MajorityEven => word[^1] == '0',
        _ => word == Symbol,
    };

    /// <summary>The integer after one more number.</summary>
    public int Next(int state, bool counts) =>
        IsMajority ? state + (counts ? 1 : -1)
        : IsContains ? state | (counts ? 1 : 0)
        : state ^ (counts ? 1 : 0);

    /// <summary>The right class after a sequence that led to <paramref name="state"/>.</summary>
    public static int Class(int state) => state > 0 ? 1 : 0;

    /// <summary>The right class of a sequence of words.</summary>
    public int ClassOf(IEnumerable<string> sequence) => ClassOf(sequence.Select(word => (word, 1L)));

    /// <summary>The right class of a sequence of runs of equal words.</summary>
    public int ClassOf(IEnumerable<(string Word, long Times)> runs)
    {
        var (counted, others) = (0L, 0L);
        foreach (var (word, times) in runs)
            if (Counts(word)) counted += times;
            else others += times;
        return IsMajority ? (counted > others ? 1 : 0) : IsContains ? (counted > 0 ? 1 : 0) : (int)(counted % 2);
    }

    /// <summary>All words of this many bits.</summary>
    public IEnumerable<string> Words => Enumerable.Range(0, 1 << Bits).Select(i => Convert.ToString(i, 2).PadLeft(Bits, '0'));
}
