using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>A formula as a tree. Trees are equal when they are the same tree, however they were written.</summary>
internal abstract record Node(int Depth);

internal sealed record Constant(double Value) : Node(1);

internal sealed record Variable(int Index, string Name, int? Size = null) : Node(1);

/// <summary>The identity <c>I</c> whose size isn't written: it has whichever named size makes the formula conform.</summary>
internal sealed record UnsizedIdentity() : Node(1)
{
    public const char Name = 'I';

    public static UnsizedIdentity Instance { get; } = new();
}

/// <summary>A column of ones whose size isn't written: it has whichever named size makes the formula conform.</summary>
internal sealed record UnsizedOnes() : Node(1)
{
    /// <summary>The halves of 𝟏 and 𝟙.</summary>
    public const char High = '\uD835';
    public const char Bold = '\uDFCF';
    public const char DoubleStruck = '\uDFD9';

    public static UnsizedOnes Instance { get; } = new();
}

/// <summary>An entry whose place is named by index letters.</summary>
internal sealed record IndexedEntry(Node Of, IndexPair Indices) : Node(1 + Of.Depth);

/// <summary>Kronecker's delta: 1 where the indices are equal, else 0.</summary>
internal sealed record Delta(IndexForm First, IndexForm Second) : Node(1);

/// <summary>A sum over an index, from one whole number to another or, without them, over the entries that the index alone counts.</summary>
internal sealed record Summation(char Letter, (int From, int To)? Limits, Node Body) : Node(1 + Body.Depth);

internal sealed record Application(Operation Operation, Node First, Node? Second = null)
    : Node(1 + Math.Max(First.Depth, Second?.Depth ?? 0));
