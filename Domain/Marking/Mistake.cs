using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>A known mistake: a stable code to store and count, and what to tell the student.</summary>
/// <param name="Code">Kebab-case, unique within a family, never changed once submissions carry it.</param>
/// <param name="Message">What went wrong, in words that help.</param>
/// <param name="Credit">The credit that an answer earns which is exactly this mistake; in [0, 1].</param>
public sealed record Mistake(string Code, LocalizedText Message, Rational Credit = default)
{
    public Mistake(string code, string hr, string en, Rational credit = default)
        : this(code, new LocalizedText(hr, en), credit)
    {
    }
}
