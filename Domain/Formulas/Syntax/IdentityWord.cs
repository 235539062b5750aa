using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>The letter I in a scope with sizes: <c>I</c>, and with its size <c>I_m</c> or <c>I_{m×m}</c>.</summary>
internal static class IdentityWord
{
    private static readonly string[] Signs = ["×", "x", ",", "times"];

    public static Node? Of(ReadOnlySpan<char> key, FormulaScope scope)
    {
        if (scope.Sizes.Length == 0 || key is not ['I', .. var size]) return null;
        if (size.IsEmpty) return UnsizedIdentity.Instance;
        foreach (var known in scope.Sizes)
        {
            if (IsSquare(size, known.Name)) return new Application(Eye.Instance, known);
        }

        return null;
    }

    private static bool IsSquare(ReadOnlySpan<char> written, string side)
    {
        if (written.SequenceEqual(side)) return true;
        if (!written.StartsWith(side, StringComparison.Ordinal) || !written.EndsWith(side, StringComparison.Ordinal)) return false;
        foreach (var sign in Signs)
        {
            if (written.Length == 2 * side.Length + sign.Length && written[side.Length..^side.Length].SequenceEqual(sign)) return true;
        }

        return false;
    }
}
