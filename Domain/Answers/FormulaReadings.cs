using System.Text.Json;
using BitFaster.Caching.Lru;
using GradingService.Domain.Formulas;

namespace GradingService.Domain.Answers;

/// <summary>Reads formulas over one scope, and remembers those read lately: students write the same few again and again. Used by any number of threads.</summary>
/// <remarks>
/// What is kept is bounded threefold: how many texts, how long, and how many numbers the formula's value is computed with (<c>ones(100, 100)</c> is
/// short). A text that isn't a formula is read anew each time.
/// </remarks>
/// <param name="scope">The names the formulas may use.</param>
public sealed class FormulaReadings(FormulaScope scope)
{
    /// <summary>The most formulas that are remembered.</summary>
    public const int Most = 1024;

    /// <summary>The longest text that is remembered, in characters.</summary>
    public const int Longest = 256;

    private const int LargestComputation = 512;

    // A cache for each number of processors would only cost memory: a miss is much dearer than waiting for the lock.
    private readonly ConcurrentLru<string, FormulaAnswer> _known = new(concurrencyLevel: 1, Most, StringComparer.Ordinal);

    /// <summary>How many formulas are remembered.</summary>
    public int Count => _known.Count;

    /// <summary>Reads a formula from a JSON string or number.</summary>
    public Reading Read(JsonElement element)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
        if (text is null) return Reading.Unreadable(Problems.Expected(new("formula kao tekst", "a formula as a string"), element.ValueKind.ToString()));
        if (text.Length <= Longest && _known.TryGet(text, out var known)) return known;
        if (TextType.Check(text, 2 * Formula.MaxLength) is { } problem) return Reading.Unreadable(problem);
        try
        {
            var answer = new FormulaAnswer(Formula.Parse(text, scope));
            if (text.Length <= Longest && answer.Formula.Size <= LargestComputation) _known.AddOrUpdate(text, answer);
            return answer;
        }
        catch (FormulaSyntaxException e)
        {
            return Reading.Unreadable(e.Reason);
        }
    }
}
