using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>A derivative that has a name in the scope, written as a fraction: <c>\frac{\partial L}{\partial q}</c>, perhaps by an entry of q.</summary>
internal sealed partial class FormulaTokenizer
{
    private bool TryReadDerivative(int at)
    {
        while (At(at) == ' ') at++;
        var half = At(at) == '{' ? BracesEnd(at) : 0;
        var below = half;
        while (below > 0 && At(below) == ' ') below++;
        var end = half > 0 && At(below) == '{' ? BracesEnd(below) : 0;
        if (end == 0 || _scope.Phrases.Length == 0) return false;
        var (above, by) = (_text[(at + 1)..(half - 1)], _text[(below + 1)..(end - 1)]);
        if (TryFindPhrase(above, by) is { } whole)
        {
            Emit(new(TokenKind.Name, _scope.Known[whole]), end - _at);
            return true;
        }

        var subscript = by.IndexOf('_', StringComparison.Ordinal);
        if (subscript < 0 || _scope.IndexLetters.Length == 0 || TryFindPhrase(above, by[..subscript]) is not { } name) return false;
        if (IndexPair.TryRead(NameKey.Of(by.AsSpan(subscript)), _scope.IndexLetters, isSubscript: true) is not { } indices || !indices.Letters.Any()) return false;
        Emit(new(TokenKind.Name, _scope.Known[name]), below - _at);
        Emit(new(TokenKind.Subscript, indices), end - _at);
        return true;
    }

    private int? TryFindPhrase(string above, string by)
    {
        var spelled = $"{Plain(above)}/{Plain(by)}";
        return Array.Find(_scope.Phrases, phrase => phrase.Text == spelled)?.Index;
    }

    private static string Plain(string text) => NameKey.Of(text.Replace("\\partial", "∂", StringComparison.Ordinal));
}
