using FluentValidation;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>A recurrent network that classifies sequences of binary numbers.</summary>
/// <param name="Bits">Bits in a number.</param>
/// <param name="Property">What class 1 means.</param>
/// <param name="Sequence">The sequence that the student works through: words of bits, most significant first.</param>
public sealed record RecurrentClassifierParameters(int Bits, SequenceProperty Property, IReadOnlyList<string> Sequence);

/// <summary>A property of sequences of numbers.</summary>
public enum SequenceProperty
{
    /// <summary>More odd numbers than even ones.</summary>
    MajorityOdd,
}

/// <summary>Bounds the size of inputs and of the worked sequence.</summary>
public sealed class RecurrentClassifierRules : AbstractValidator<RecurrentClassifierParameters>
{
    private const int MostBits = 8;
    private const int LongestSequence = 50;

    public RecurrentClassifierRules()
    {
        RuleFor(p => p.Bits).InclusiveBetween(1, MostBits);
        RuleFor(p => p.Sequence)
            .Must(sequence => sequence.Count is > 0 and <= LongestSequence).WithMessage($"a sequence has 1 to {LongestSequence} numbers")
            .Must((p, sequence) => sequence.All(word => word.Length == p.Bits && word.All(bit => bit is '0' or '1')))
            .WithMessage(p => $"every number is a word of {p.Bits} bits, such as \"{new string('0', Math.Max(1, p.Bits))}\"");
    }
}
