namespace GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

/// <summary>Why a model is right for sequences of every length.</summary>
/// <param name="Name">Kebab-case.</param>
/// <param name="Reason">The argument, in words.</param>
internal sealed record Certificate(string Name, LocalizedText Reason)
{
    public static Certificate FiniteStates(int states) => new("finite-states", new(
        Answers.Problems.Invariant($"Svi nizovi, koliko god dugi, vode u samo {states} parova stanja i traženog svojstva, i u svakome je razred točan."),
        Answers.Problems.Invariant($"All sequences, however long, lead to only {states} pairs of a state and the property's value, and the class is right in each.")));
}
