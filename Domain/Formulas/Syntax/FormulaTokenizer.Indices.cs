using System.Globalization;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Index letters, Kronecker's delta and sum signs, in scopes whose formulas may have indices.</summary>
internal sealed partial class FormulaTokenizer
{
    // p_k and W_{ij}, where there are names p and W.
    private bool TryReadEntry(int letters, int end, int subscript)
    {
        if (_scope.IndexLetters.Length == 0 || !_scope.TryFind(NameKey.Of(_text.AsSpan(letters, subscript - letters)), out var index)) return false;
        var indices = IndexPair.TryRead(NameKey.Of(_text.AsSpan(subscript, end - subscript)), _scope.IndexLetters, isSubscript: true);
        if (indices is null || !indices.Letters.Any()) return false;
        Emit(new(TokenKind.Name, _scope.Known[index]), subscript - _at);
        Emit(new(TokenKind.Subscript, indices), end - _at);
        return true;
    }

    private bool TryReadIndexWord(ReadOnlySpan<char> key, int letters, int end, int subscript)
    {
        if (key.Length == 1 && _scope.IndexLetters.Contains(key[0], StringComparison.Ordinal)) Emit(new(TokenKind.Index, key[0]), end - _at);
        else if (key is "delta") Emit(new(TokenKind.Delta), end - _at);
        else if (subscript == letters) return false;
        else
        {
            var (word, content) = (NameKey.Of(_text.AsSpan(letters, subscript - letters)), NameKey.Of(_text.AsSpan(subscript, end - subscript)));
            if (word == "sum" && content.Length > 0 && _scope.IndexLetters.Contains(content[0], StringComparison.Ordinal)) ReadSumSign(subscript);
            else if (word == "delta" && IndexPair.TryRead(content, _scope.IndexLetters, isSubscript: true) is { Second: { } second } pair)
                Emit(new(TokenKind.Name, new Delta(pair.First.Uncounted, second.Uncounted)), end - _at);
            else return false;
        }

        return true;
    }

    // Σ_j, \sum_{j=0}^{2}, Σⱼ, sum_{j=1}^3: the letter below, perhaps with limits.
    private void ReadSumSign(int at)
    {
        if (_scope.IndexLetters.Length == 0) throw SyntaxErrors.SummationSign(Column(_at));
        while (At(at) == ' ' || Reads(at, "\\limits")) at += At(at) == ' ' ? 1 : "\\limits".Length;
        var end = LoweredEnd(at);
        var below = NameKey.Of(_text.AsSpan(at, end - at));
        if (below.Length == 0 || !_scope.IndexLetters.Contains(below[0], StringComparison.Ordinal)) throw SyntaxErrors.SummationWithoutIndex(Column(_at));
        if (below.Length == 1)
        {
            Emit(new(TokenKind.Summation, new SumSign(below[0], null)), end - _at);
            return;
        }

        if (below[1] != '=' || !TryWhole(below.AsSpan(2), out var from) || At(end) != '^') throw SyntaxErrors.SummationSign(Column(_at));
        var above = At(end + 1) == '{' ? BracesEnd(end + 1) : char.IsAsciiLetter(At(end + 1)) ? end + 2 : DigitsEnd(end + 1);
        if (above == 0) throw SyntaxErrors.SummationSign(Column(_at));
        var limit = NameKey.Of(_text.AsSpan(end + 1, above - end - 1));
        if (TryWhole(limit, out var to)) Emit(new(TokenKind.Summation, new SumSign(below[0], (from, to))), above - _at);
        else if (IsNumberOfEntries(limit, from)) Emit(new(TokenKind.Summation, new SumSign(below[0], null)), above - _at);
        else throw SyntaxErrors.SummationSign(Column(_at));
    }

    // From 0 to k-1 or from 1 to k: over all entries, however many the student calls k.
    private static bool IsNumberOfEntries(string limit, int from) => limit.Length > 0 && char.IsAsciiLetter(limit[0])
        && (from == 1 ? limit.Length == 1 : from == 0 && limit.Length == 3 && limit.EndsWith("-1", StringComparison.Ordinal));

    private int LoweredEnd(int at)
    {
        if (At(at) == '_') return At(at + 1) == '{' ? Math.Max(at, BracesEnd(at + 1)) : at + 1 < _text.Length ? at + 2 : at;
        while (NameKey.IsLowered(At(at))) at++;
        return at;
    }

    private static bool TryWhole(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && Math.Abs((long)value) < 10_000;
}
