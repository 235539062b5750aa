using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>How one field of an answer is read from JSON and described to a form.</summary>
public abstract class AnswerType
{
    /// <summary>The type's name on the wire: <c>number</c>, <c>vector</c>, <c>formula</c> …</summary>
    public abstract string Name { get; }

    /// <summary>Reads an answer that isn't blank; an answer that can't be read comes back as a problem, never as an exception.</summary>
    public abstract Reading Read(JsonElement element);

    /// <summary>What a form needs to draw the field.</summary>
    public abstract FieldForm Describe();

    /// <summary>What the student should know of an answer that was read, before it is marked; it says nothing about right or wrong.</summary>
    public virtual Warning? Caution(Answer answer) => null;
}

/// <summary>An answer type whose answers stand for values of <typeparamref name="T"/>: what a step of the solution computes.</summary>
public abstract class AnswerType<T> : AnswerType
    where T : notnull
{
    /// <summary>The tolerance that holds unless the exam sets another.</summary>
    public virtual Tolerance DefaultTolerance => Tolerance.Real;

    /// <summary>How much of the answer equals <paramref name="target"/>. A value that isn't finite or has the wrong size is never equal.</summary>
    public abstract Comparison Compare(Answer answer, T target, Tolerance tolerance);

    /// <summary>The answer as a value that later steps can be computed from, its blank entries taken from the reference.</summary>
    /// <returns>False where nothing may follow from it: wrong size, not finite, or degenerate (constant or zero where the reference is not).</returns>
    public abstract bool TryFollow(Answer answer, T reference, out T value);

    /// <summary>Whether two values are the same but for rounding in the last bits.</summary>
    public abstract bool Same(T left, T right);

    /// <summary>Whether a value is zero throughout where the reference is not: nobody earns it by following it from a wrong value.</summary>
    public virtual bool Vanishes(T value, T reference) => false;

    /// <summary>The value as a student would send it; reading it gives the value back.</summary>
    public abstract JsonNode Write(T value);
}

/// <summary>What was understood of one field of a student's answer.</summary>
public abstract record Answer
{
    /// <summary>The answer as the service understood it, for the student to check.</summary>
    public abstract JsonNode Understood();

    /// <summary>The same as LaTeX, for an answer that is mathematics; null for others.</summary>
    public virtual string? Latex => null;
}

/// <summary>The outcome of reading one field: blank, an answer, or the reason why it can't be read.</summary>
/// <param name="Answer">The answer; null where the field is blank or unreadable.</param>
/// <param name="Problem">Why it can't be read; null where it can.</param>
/// <param name="Pointer">A JSON pointer, relative to the field, to what can't be read.</param>
public readonly record struct Reading(Answer? Answer, LocalizedText? Problem = null, string Pointer = "")
{
    /// <summary>Nothing was answered.</summary>
    public static Reading Blank => default;

    /// <summary>Nothing was answered, which is no fault.</summary>
    public bool IsBlank => Answer is null && Problem is null;

    public static Reading Unreadable(LocalizedText problem, string pointer = "") => new(null, problem, pointer);

    public static implicit operator Reading(Answer answer) => new(answer);
}

/// <summary>How an answer compares with a value: how many of its entries are right, and which are wrong.</summary>
/// <param name="Right">Entries that are right; 0 where the sizes differ.</param>
/// <param name="Total">Entries in all, at least 1.</param>
/// <param name="WrongEntries">Paths of the wrong entries within the field, such as <c>[2]</c>; null where the answer has no entries.</param>
/// <param name="Remark">What to tell the student about the comparison itself, such as a size that is wrong.</param>
public readonly record struct Comparison(int Right, int Total, IReadOnlyList<string>? WrongEntries = null, LocalizedText? Remark = null)
{
    public static Comparison Equal => new(1, 1);
    public static Comparison Different => new(0, 1);

    public bool IsEqual => Right == Total;
    public Rational Fraction => new(Right, Total);

    public static Comparison Of(bool equal) => equal ? Equal : Different;

    /// <summary>Another size than the target's; sizes are told as the form tells them, never as values.</summary>
    public static Comparison WrongSize(LocalizedText got, LocalizedText expected) => new(0, 1, Remark: new LocalizedText(
        $"Veličina je {got.Hr}, a očekuje se {expected.Hr}.", $"The size is {got.En} where {expected.En} is expected."));
}
