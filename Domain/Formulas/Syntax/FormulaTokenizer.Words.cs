using System.Globalization;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>Names, functions and LaTeX commands.</summary>
internal sealed partial class FormulaTokenizer
{
    private void ReadWord()
    {
        foreach (var phrase in _scope.Phrases)
        {
            var length = phrase.MatchAt(_text.AsSpan(_at));
            if (length == 0) continue;
            Emit(new(TokenKind.Name, _scope.Known[phrase.Index]), length);
            return;
        }

        var (end, subscript) = WordEnd(_at);
        ReadWord(_at, end, subscript);
    }

    /// <summary>Reads a word from <paramref name="letters"/>, which follow the backslash of a command, with its last subscript.</summary>
    private void ReadWord(int letters, int end, int subscript)
    {
        var spelling = _text.AsSpan(letters, end - letters);
        var key = NameKey.IsKey(spelling) ? spelling : NameKey.Of(spelling);
        if (_indicesFirst && subscript > letters && TryReadEntry(letters, end, subscript)) return;
        if (_scope.TryFind(key, out var index)) Emit(new(TokenKind.Name, _scope.Known[index]), end - _at);
        else if (_scope.IndexLetters.Length > 0 && TryReadIndexWord(key, letters, end, subscript)) return;
        else if (subscript == letters + 1 && TryReadIdentityEntry(letters, end)) return;
        else if (IdentityWord.Of(key, _scope) is { } identity) Emit(new(TokenKind.Name, identity), end - _at);
        else if (At(end) == '.' && Symbols.BeginsName(At(end + 1)) && Symbols.IsModule(spelling)) _at = end + 1;
        else if (FunctionTable.TryFind(key, out var function)) Emit(new(TokenKind.Function, function), end - _at);
        else if (subscript > letters && _scope.TryFind(NameKey.Of(_text.AsSpan(letters, subscript - letters)), out index))
            ReadIndexed(letters, end, subscript, index);
        else if (subscript > letters && TryReadJoint(letters, end, subscript)) return;
        else if (key is "e") Emit(Symbols.Constant(Math.E), end - _at);
        else if (key is "pi") Emit(Symbols.Constant(Math.PI), end - _at);
        else if (key is "inf") Emit(new(TokenKind.Text, "inf"), end - _at);
        else if (key is "True" or "False") Emit(new(TokenKind.Text, key.ToString()), end - _at);
        else if (key is "None") Emit(new(TokenKind.Text, "none"), end - _at);
        else Emit(new(TokenKind.Unknown, Spelled(letters, end)), end - _at);
    }

    // x_1 where there is a name x: its first entry.
    private void ReadIndexed(int letters, int end, int subscript, int index)
    {
        if (TryReadEntry(letters, end, subscript) || TryReadJoint(letters, end, subscript)) return;
        var content = NameKey.Of(_text.AsSpan(subscript, end - subscript));
        if (!int.TryParse(content, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !IsPlace(content))
        {
            Emit(new(TokenKind.Unknown, Spelled(letters, end)), end - _at);
            return;
        }

        Emit(new(TokenKind.Name, _scope.Known[index]), subscript - _at);
        Emit(new(TokenKind.Subscript, content), end - _at);
    }

    // The brace that closes a style is no part of the word.
    private string Spelled(int letters, int end)
    {
        var word = _text[letters..end];
        var brace = word.IndexOf('}', StringComparison.Ordinal);
        return brace >= 0 && word.IndexOf('{', StringComparison.Ordinal) is var open && (open < 0 || open > brace) ? word.Remove(brace, 1) : word;
    }

    // f_{q,i}, f_{q_i} and f_{q,1} where there is a name f_q: its entry.
    private bool TryReadJoint(int letters, int end, int subscript)
    {
        var (word, content) = (_text[letters..subscript], NameKey.Of(_text.AsSpan(subscript, end - subscript)));
        var comma = content.IndexOf(',', StringComparison.Ordinal);
        var (own, entry) = comma > 0 ? (content[..comma], content[(comma + 1)..]) : content.Length > 1 ? (content[..^1], content[^1..]) : ("", "");
        if (own.Length == 0 || !_scope.TryFind(NameKey.Of(word + own), out var index)) return false;
        var indices = _scope.IndexLetters.Length > 0 ? IndexPair.TryRead(entry, _scope.IndexLetters, isSubscript: true) : null;
        var isLettered = indices is not null && indices.Letters.Any();
        if (!isLettered && (comma < 0 || !(IsPlace(entry) || entry.All(char.IsAsciiDigit)))) return false;
        Emit(new(TokenKind.Name, _scope.Known[index]), subscript - _at);
        Emit(new(TokenKind.Subscript, isLettered ? indices : entry), end - _at);
        return true;
    }

    // The 1,2 of W_{1,2}.
    private static bool IsPlace(string content) =>
        content.Split(',') is [var row, var column]
        && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out _) && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Where a word ends, and where its last subscript begins (the word's start, if it has none).</summary>
    private (int End, int Subscript) WordEnd(int start)
    {
        var (at, subscript) = (start, start);
        while (at < _text.Length)
        {
            var c = _text[at];
            if (NameKey.IsLowered(c))
            {
                if (at == start || !NameKey.IsLowered(_text[at - 1])) subscript = at;
                at++;
            }
            else if (_scope.IndexLetters.Length > 0 && at > start && NameKey.IsLowered(_text[at - 1])) break;
            else if (at > start && _text[at - 1] == '}' && c != '_') break;
            else if (char.IsAsciiDigit(c) || Symbols.BeginsName(c)) at++;
            else if (c == '_' && at > start && SubscriptEnd(at) is > 0 and var end) (subscript, at) = (at, end);
            else break;
        }

        return (at, subscript);
    }

    // A word's subscript is a letter, a digit, a command, or anything in braces. "_+" is the positive part, no subscript.
    private int SubscriptEnd(int at)
    {
        if (At(at + 1) == '{') return At(at + 2) is '+' or '}' ? 0 : BracesEnd(at + 1);
        if (At(at + 1) != '\\') return char.IsAsciiDigit(At(at + 1)) || Symbols.BeginsName(At(at + 1)) ? at + 2 : 0;
        var end = at + 2;
        while (char.IsAsciiLetter(At(end))) end++;
        // In f_\mathrm{q} and f_\mathrm q the style's argument is the subscript.
        if (end == at + 2 || !Symbols.IsSilent(_text.AsSpan(at + 2, end - at - 2))) return end > at + 2 ? end : 0;
        if (At(end) == '{') return BracesEnd(end);
        while (At(end) == ' ') end++;
        return char.IsAsciiLetterOrDigit(At(end)) ? end + 1 : 0;
    }

    // Past the brace that closes the one at a place; 0 where none does.
    private int BracesEnd(int at)
    {
        for (var depth = 0; at < _text.Length; at++)
        {
            depth += _text[at] == '{' ? 1 : _text[at] == '}' ? -1 : 0;
            if (depth == 0) return at + 1;
        }

        return 0;
    }

    private void ReadCommand()
    {
        var end = _at + 1;
        while (char.IsAsciiLetter(At(end))) end++;
        if (end == _at + 1) end++;
        if (end > _text.Length) throw Unexpected(_at);
        var command = _text.AsSpan(_at + 1, end - _at - 1);
        if (Symbols.IsFraction(command) && TryReadDerivative(end)) return;
        if (Symbols.TryGetCommand(command, out var lexeme)) Emit(lexeme, end - _at);
        else if (command is "ast") Emit(Symbols.Asterisk(_scope.ConvolvesByAsterisk), end - _at);
        else if (SideOf(command) is { } opens) ReadDelimiter(end, opens);
        else if (command is "begin" or "end") ReadEnvironment(end, command is "begin");
        else if (Symbols.IsSilent(command)) ReadStyled(command is "operatorname" && At(end) == '*' ? end + 1 : end);
        else if (command is "sum") ReadSumSign(end);
        else if (command is "partial") Emit(new(TokenKind.Unknown, "∂"), end - _at);
        else if (Symbols.BeginsName(command[0]))
        {
            var (wordEnd, subscript) = WordEnd(_at + 1);
            ReadWord(_at + 1, wordEnd, subscript);
        }
        else throw Unexpected(_at);
    }

    // \mathbf{h}^{(t-1)} is the phrase h^(t-1).
    private bool TryReadStyledPhrase(int letters, int close)
    {
        if (At(close + 1) is not ('^' or '(')) return false;
        var bare = string.Concat(_text.AsSpan(letters, close - letters), _text.AsSpan(close + 1));
        foreach (var phrase in _scope.Phrases)
        {
            var length = phrase.MatchAt(bare);
            if (length <= close - letters) continue;
            Emit(new(TokenKind.Name, _scope.Known[phrase.Index]), length + 2);
            return true;
        }

        return false;
    }

    // In \mathrm{relu}(x) and \mathbf{f}_q the braces hold a word, which is read as if they weren't there.
    private void ReadStyled(int end)
    {
        if (_scope.Sizes.Length > 0 && TryReadOnes(end)) return;
        _at = end;
        if (At(end) != '{' || !Symbols.BeginsName(At(end + 1))) return;
        var (close, subscript) = WordEnd(end + 1);
        if (At(close) != '}' || TryReadStyledPhrase(end + 1, close)) return;
        var wordEnd = close + 1;
        if (At(wordEnd) == '_' && SubscriptEnd(wordEnd) is > 0 and var lowered) (subscript, wordEnd) = (wordEnd, lowered);
        ReadWord(end + 1, wordEnd, subscript);
    }
}
