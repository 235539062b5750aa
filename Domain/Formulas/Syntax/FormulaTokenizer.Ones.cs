using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>In scopes with sizes: the vector of ones as people write it, <c>1_m</c>, <c>\mathbf{1}_N</c>, <c>𝟏</c>, and entries of the identity.</summary>
internal sealed partial class FormulaTokenizer
{
    // From a 1, perhaps in braces or spaces after the command that styles it. Only a styled one needs no size.
    private bool TryReadOnes(int at)
    {
        var isStyled = at > _at;
        while (At(at) == ' ') at++;
        var inBraces = At(at) == '{';
        if (inBraces) at++;
        var isBold = At(at) == UnsizedOnes.High && At(at + 1) is UnsizedOnes.Bold or UnsizedOnes.DoubleStruck;
        if (!isBold && At(at) != '1') return false;
        at += isBold ? 2 : 1;
        if (inBraces && At(at++) != '}') return false;
        if (char.IsAsciiDigit(At(at)) || At(at) == '.') return false;
        var (sized, end) = At(at) == '_' && SubscriptEnd(at) is > 0 and var lowered ? (SizedOnes(at, lowered), lowered) : (null, at);
        if (sized is null && (At(at) == '_' || !(isStyled || isBold))) return false;
        Emit(new(TokenKind.Name, (Node?)sized ?? UnsizedOnes.Instance), end - _at);
        return true;
    }

    private Application? SizedOnes(int from, int to)
    {
        var written = NameKey.Of(_text.AsSpan(from, to - from));
        return Array.Find(_scope.Sizes, size => size.Name == written) is { } size ? new Application(Filled.Ones, size) : null;
    }

    // I_{ij}
    private bool TryReadIdentityEntry(int letters, int end)
    {
        if (_scope.Sizes.Length == 0 || _scope.IndexLetters.Length == 0 || _text[letters] != UnsizedIdentity.Name) return false;
        if (IndexPair.TryRead(NameKey.Of(_text.AsSpan(letters + 1, end - letters - 1)), _scope.IndexLetters, isSubscript: true) is not { Second: not null } indices) return false;
        Emit(new(TokenKind.Name, UnsizedIdentity.Instance), letters + 1 - _at);
        Emit(new(TokenKind.Subscript, indices), end - _at);
        return true;
    }
}
