namespace GradingService.Domain.Formulas.Trees;

/// <summary>How tightly a part of a formula binds, loosest first.</summary>
internal enum Precedence
{
    Sum,
    Product,
    Sign,
    Power,
    Postfix,
    Atom,
}

internal enum NotationForm
{
    Infix,
    Prefix,
    Postfix,
    Call,
    Bars,
    Brackets,
}

/// <summary>How an operation is written in canonical text.</summary>
/// <param name="Symbol">The operator, or the function's name.</param>
/// <param name="Ending">What a call writes after its arguments, such as <c>, axis=0</c>.</param>
internal readonly record struct Notation(NotationForm Form, string Symbol, Precedence Precedence = Precedence.Atom, string Ending = "");
