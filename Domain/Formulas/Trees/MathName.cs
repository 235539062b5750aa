using System.Xml.Linq;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>How names stand in a typeset formula: a letter with the rest as its subscript, Greek letters as letters.</summary>
internal static class MathName
{
    private const int LongestWithSubscript = 4;

    private static readonly Dictionary<string, string> Greek = new()
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["eta"] = "η", ["theta"] = "θ", ["kappa"] = "κ",
        ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν", ["xi"] = "ξ", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ", ["phi"] = "φ", ["chi"] = "χ",
        ["psi"] = "ψ", ["omega"] = "ω",
    };

    private static readonly Dictionary<string, string> Functions = new()
    {
        ["sigmoid"] = "σ", ["relu"] = "ReLU", ["leakyRelu"] = "LeakyReLU", ["sum"] = "∑", ["log"] = "ln", ["sign"] = "sgn",
    };

    /// <summary>A name: <c>fq</c> and <c>f_q</c> are f with the subscript q, <c>Wxh</c> is W with xh; a longer word stays one.</summary>
    public static XElement Of(string name, Func<string, object[], XElement> element)
    {
        if (Letter(name) is { } letter) return element("mi", [letter]);
        var underscore = name.IndexOf('_', StringComparison.Ordinal);
        var split = underscore > 0 ? underscore : name.Length <= LongestWithSubscript ? 1 : name.Length;
        var (main, sub) = (name[..split], name[split..].TrimStart('_'));
        return sub.Length == 0
            ? element("mi", [main])
            : element("msub", [element("mi", [Letter(main) ?? main]), Subscript(sub)]);

        XElement Subscript(string sub) => Letter(sub) is { } letter && !char.IsAsciiDigit(letter[0])
            ? element("mi", [letter])
            : element("mrow", [.. sub.Select(c => element(char.IsAsciiDigit(c) ? "mn" : "mi", [c.ToString()]))]);
    }

    /// <summary>A function's name.</summary>
    public static XElement OfFunction(string name, Func<string, object[], XElement> element) => element("mi", [Functions.GetValueOrDefault(name, name)]);

    private static string? Letter(string name) => name.Length == 1 ? name : Greek.GetValueOrDefault(name);
}
