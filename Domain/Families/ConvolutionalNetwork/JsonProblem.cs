namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>One thing in a JSON text that can't be read as a network.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) relative to the element that was read; empty for the element itself.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record JsonProblem(string Pointer, LocalizedText Message);

/// <summary>
/// The problems found so far; after the first hundred the rest is no longer told, so that a hostile text can't make a huge answer.
/// </summary>
internal sealed class JsonProblems
{
    private const int Most = 100;
    private readonly List<JsonProblem> _found = [];

    /// <summary>The problems, in the order found.</summary>
    public IReadOnlyList<JsonProblem> Found => _found;

    /// <summary>Whether there is any.</summary>
    public bool Any => _found.Count > 0;

    /// <summary>Notes a problem.</summary>
    public void Add(JsonProblem problem)
    {
        if (_found.Count < Most)
            _found.Add(problem);
    }
}
