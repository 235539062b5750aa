using FluentValidation;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>A recurrent network that classifies sequences of binary numbers.</summary>
/// <param name="Bits">Bits in a number.</param>
/// <param name="Property">What class 1 means.</param>
/// <param name="Sequence">The sequence that the student works through: words of bits, most significant first.</param>
/// <param name="Symbol">The given number, for a property that is about one; a word of bits.</param>
/// <param name="SecondsPerModel">How long one model may be examined before its verdict is left undecided.</param>
public sealed record RecurrentClassifierParameters(
    int Bits, SequenceProperty Property, IReadOnlyList<string> Sequence, string? Symbol = null, double SecondsPerModel = 2);

/// <summary>A property of sequences of numbers.</summary>
public enum SequenceProperty
{
    /// <summary>More odd numbers than even ones.</summary>
    MajorityOdd,

    /// <summary>More even numbers than odd ones.</summary>
    MajorityEven,

    /// <summary>More of the given number than of all others together.</summary>
    MajoritySymbol,

    /// <summary>An odd number of odd numbers.</summary>
    ParityOdd,

    /// <summary>An odd number of times the given number.</summary>
    ParitySymbol,

    /// <summary>The given number at least once.</summary>
    ContainsSymbol,
}

/// <summary>Bounds the size of inputs and of the worked sequence.</summary>
public sealed class RecurrentClassifierRules : AbstractValidator<RecurrentClassifierParameters>
{
    private const int MostBits = 8;
    private const int LongestSequence = 50;
    private const int LongestExamination = 30;

    public RecurrentClassifierRules()
    {
        RuleFor(p => p.Bits).InclusiveBetween(1, MostBits);
        RuleFor(p => p.Sequence)
            .Must(sequence => sequence.Count is > 0 and <= LongestSequence).WithMessage($"a sequence has 1 to {LongestSequence} numbers")
            .Must((p, sequence) => sequence.All(word => IsWord(p, word)))
            .WithMessage(p => $"every number is a word of {p.Bits} bits, such as \"{new string('0', Math.Max(1, p.Bits))}\"");
        RuleFor(p => p.Symbol)
            .Must((p, symbol) => IsAboutSymbol(p.Property) ? symbol is not null && IsWord(p, symbol) : symbol is null)
            .WithMessage(p => IsAboutSymbol(p.Property) ? $"the property needs a symbol of {p.Bits} bits" : "the property is about no symbol");
        RuleFor(p => p.SecondsPerModel).InclusiveBetween(0.1, LongestExamination);
    }

    private static bool IsWord(RecurrentClassifierParameters p, string word) => word.Length == p.Bits && word.All(bit => bit is '0' or '1');

    private static bool IsAboutSymbol(SequenceProperty property) =>
        property is SequenceProperty.MajoritySymbol or SequenceProperty.ParitySymbol or SequenceProperty.ContainsSymbol;
}
