using System.Text;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>The form under which spellings of one name meet: without underscores, braces, backslashes and spaces; Greek letters by name,
/// raised and lowered characters as plain ones.</summary>
internal static class NameKey
{
    private static readonly string[] Greek =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi",
        "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    private const string LoweredPlain = "0123456789aehijklmnoprstuvx";

    /// <summary>Whether a word is a Greek letter's name.</summary>
    public static bool IsGreek(string word) => Greek.Contains(word);

    /// <summary>Whether a canonical name can be written as it is.</summary>
    public static bool IsPlain(string name)
    {
        if (name.Length == 0 || !char.IsAsciiLetter(name[0])) return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        }

        return name[^1] != '_';
    }

    /// <summary>Whether the spelling is its own key.</summary>
    public static bool IsKey(ReadOnlySpan<char> spelling)
    {
        foreach (var c in spelling)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }

        return true;
    }

    public static bool IsLowered(char c) => Lowered.Contains(c, StringComparison.Ordinal);

    public static char Raised(char lowered) => LoweredPlain[Lowered.IndexOf(lowered, StringComparison.Ordinal)];

    public static string Of(ReadOnlySpan<char> spelling)
    {
        var key = new StringBuilder(spelling.Length);
        for (var at = 0; at < spelling.Length; at++)
        {
            var c = spelling[at];
            if (c == '\\') at += StyleLength(spelling[(at + 1)..]);
            else if (c is not ('_' or '{' or '}') && !char.IsWhiteSpace(c)) Append(key, c);
        }

        return key.ToString();
    }

    // The letters of a LaTeX command that only styles, as in f_{\text{q}}.
    private static int StyleLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length])) length++;
        return Symbols.IsSilent(text[..length]) ? length : 0;
    }

    private static void Append(StringBuilder key, char c)
    {
        if (c is >= 'α' and <= 'ω') key.Append(Greek[c - 'α']);
        else if (c is 'ϵ') key.Append("epsilon");
        else if (c is 'ϑ') key.Append("theta");
        else if (c is 'ϕ') key.Append("phi");
        else if (c is 'µ') key.Append("mu");
        else if (IsLowered(c)) key.Append(Raised(c));
        else if (c is '−' or '–') key.Append('-');
        else key.Append(c);
    }
}
