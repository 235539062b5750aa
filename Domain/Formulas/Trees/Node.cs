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

internal sealed record Application(Operation Operation, Node First, Node? Second = null)
    : Node(1 + Math.Max(First.Depth, Second?.Depth ?? 0));
