namespace GradingService.Domain.Formulas.Syntax;

/// <summary>LaTeX's delimiters, which say of a bar whether it opens or closes, and its matrices.</summary>
internal sealed partial class FormulaTokenizer
{
    private static readonly string[] Matrices = ["matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"];
    private static readonly string[] DoubleBars = ["\\|", "\\Vert", "\\lVert", "\\rVert", "‖", "∥"];
    private static readonly string[] Bars = ["\\vert", "\\lvert", "\\rvert", "\\mid", "|", "∣"];

    // \left and its kin open, \right and its kin close.
    private static bool? SideOf(ReadOnlySpan<char> command) => command switch
    {
        "left" or "mleft" or "bigl" or "Bigl" or "biggl" or "Biggl" => true,
        "right" or "mright" or "bigr" or "Bigr" or "biggr" or "Biggr" => false,
        _ => null,
    };

    private void ReadDelimiter(int at, bool opens)
    {
        while (At(at) == ' ') at++;
        _at = at;
        var side = opens ? 0 : 1;
        if (At(at) == '.' && !IsDigit(at + 1)) _at++;
        else if (At(at) is '<' or '>') Emit(new(TokenKind.OpenAngle + side), 1);
        else if (DoubleBars.FirstOrDefault(bar => Reads(at, bar)) is { } norm) Emit(new(TokenKind.OpenNorm + side), norm.Length);
        else if (Bars.FirstOrDefault(bar => Reads(at, bar)) is { } bar) Emit(new(TokenKind.OpenMagnitude + side), bar.Length);
    }

    // \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}
    private void ReadEnvironment(int at, bool opens)
    {
        while (At(at) == ' ') at++;
        var end = At(at) == '{' ? BracesEnd(at) : 0;
        if (end == 0) throw Unexpected(_at);
        var name = _text[(at + 1)..(end - 1)].Trim().TrimEnd('*');
        if (!Matrices.Contains(name)) throw SyntaxErrors.UnknownEnvironment(Column(_at), name);
        if (opens && name == "array" && At(end) == '{' && BracesEnd(end) is > 0 and var columns) end = columns;
        // A last row may end as the others do.
        if (!opens && _tokens.Count > 0 && _tokens[^1].Kind.Kind == TokenKind.Semicolon) _tokens.RemoveAt(_tokens.Count - 1);
        Emit(new(opens ? TokenKind.OpenMatrix : TokenKind.CloseMatrix), end - _at);
    }
}
