namespace GradingService.Domain.Formulas.Syntax;

internal enum TokenKind
{
    End,
    Number,
    Name,
    Unknown,
    Function,
    Additive,
    Multiplicative,
    Power,
    Root,
    Fraction,
    Transpose,
    Superscript,
    Subscript,
    Method,
    Text,
    OpenRound,
    CloseRound,
    OpenCurly,
    CloseCurly,
    OpenSquare,
    CloseSquare,
    Bar,
    DoubleBar,
    OpenMagnitude,
    CloseMagnitude,
    OpenNorm,
    CloseNorm,
    OpenAngle,
    CloseAngle,
    OpenMatrix,
    CloseMatrix,
    Comma,
    Semicolon,
    Equals,
    Colon,
    Index,
    Delta,
    Summation,
}

/// <summary>A token's kind with what it means: an operation, a name, a function, a text, a number.</summary>
internal readonly record struct Lexeme(TokenKind Kind, object? Meaning = null, double Number = 0)
{
    /// <summary>Whether a value may begin with this token.</summary>
    public static bool BeginsOperand(TokenKind kind) => kind
        is TokenKind.Number or TokenKind.Name or TokenKind.Unknown or TokenKind.Function or TokenKind.Root or TokenKind.Fraction
        or TokenKind.OpenRound or TokenKind.OpenCurly or TokenKind.OpenSquare or TokenKind.OpenMagnitude or TokenKind.OpenNorm
        or TokenKind.OpenAngle or TokenKind.OpenMatrix or TokenKind.Delta or TokenKind.Summation;

    /// <summary>Whether a value is complete after this token, so that an operator may follow.</summary>
    public static bool EndsOperand(TokenKind kind) => kind
        is TokenKind.Number or TokenKind.Name or TokenKind.Unknown or TokenKind.Transpose or TokenKind.Superscript or TokenKind.Subscript
        or TokenKind.Method or TokenKind.Text or TokenKind.CloseRound or TokenKind.CloseCurly or TokenKind.CloseSquare
        or TokenKind.CloseMagnitude or TokenKind.CloseNorm or TokenKind.CloseAngle or TokenKind.CloseMatrix;

    public static bool Opens(TokenKind kind) => kind
        is TokenKind.OpenRound or TokenKind.OpenCurly or TokenKind.OpenSquare or TokenKind.OpenMagnitude or TokenKind.OpenNorm
        or TokenKind.OpenAngle or TokenKind.OpenMatrix;

    public static bool Closes(TokenKind kind) => kind
        is TokenKind.CloseRound or TokenKind.CloseCurly or TokenKind.CloseSquare or TokenKind.CloseMagnitude or TokenKind.CloseNorm
        or TokenKind.CloseAngle or TokenKind.CloseMatrix;
}
