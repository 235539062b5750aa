using GradingService.Domain.Formulas.Syntax;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Names as LaTeX: Greek letters as commands, a letter with a subscript, functions upright.</summary>
internal static class LatexName
{
    private const int LongestSubscript = 3;

    // Commands of LaTeX's own; sigma is how the field writes the logistic function.
    private static readonly Dictionary<string, string> Commands = new(StringComparer.Ordinal)
    {
        ["exp"] = @"\exp",
        ["log"] = @"\log",
        ["tanh"] = @"\tanh",
        ["max"] = @"\max",
        ["min"] = @"\min",
        ["sigmoid"] = @"\sigma",
    };

    /// <summary>A name: <c>f_{q}</c> for fq, <c>W_{xh}</c> for Wxh, <c>\alpha</c> for alpha, <c>\mathrm{margin}</c> for longer words.</summary>
    public static string Of(string name, FormulaScope scope)
    {
        var (letter, rest) = Parts(name);
        if (rest.Length == 0) return letter;
        return IsSubscript(rest, scope) ? $"{letter}_{{{rest}}}" : $@"\mathrm{{{name.Replace("_", "", StringComparison.Ordinal)}}}";
    }

    /// <summary>A name with an entry's subscript after its own, as in <c>f_{q,1}</c>; null where that is another name, or no name takes one.</summary>
    public static string? WithSubscript(string name, string subscript, FormulaScope scope)
    {
        var (letter, lowered) = Parts(name);
        var isWord = lowered.Length > 0 && !IsSubscript(lowered, scope);
        if (isWord || scope.TryFind(NameKey.Of($"{name}_{{{subscript}}}"), out _)) return null;
        return lowered.Length == 0 ? $"{letter}_{{{subscript}}}" : $"{letter}_{{{lowered},{subscript}}}";
    }

    public static string OfFunction(string function, FormulaScope scope) => function == ".^" ? @"\operatorname{pow}"
        : Commands.TryGetValue(function, out var command) && !scope.TryFind(command.AsSpan(1), out _)
            ? command
            : $@"\operatorname{{{function}}}";

    private static (string Letter, string Lowered) Parts(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal);
        if (NameKey.IsGreek(plain)) return ($@"\{plain}", "");
        var words = name.Split('_', 2);
        return words.Length == 2 && NameKey.IsGreek(words[0])
            ? ($@"\{words[0]}", words[1].Replace("_", "", StringComparison.Ordinal))
            : (plain[..1], plain[1..]);
    }

    // A subscript of index letters would be read as an entry.
    private static bool IsSubscript(string rest, FormulaScope scope) =>
        rest.Length <= LongestSubscript && !rest.All(c => scope.IndexLetters.Contains(c, StringComparison.Ordinal));
}
