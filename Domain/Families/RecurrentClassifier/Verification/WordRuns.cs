using System.Collections;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>A sequence of words as runs of equal ones, for a sequence may be too long to list.</summary>
public sealed class WordRuns : IEnumerable<string>
{
    private readonly List<(string Word, long Times)> _runs = [];

    public WordRuns(IEnumerable<(string Word, long Times)> runs)
    {
        foreach (var (word, times) in runs)
            if (_runs.Count > 0 && _runs[^1].Word == word) _runs[^1] = (word, _runs[^1].Times + times);
            else if (times > 0) _runs.Add((word, times));
        Count = _runs.Sum(run => run.Times);
    }

    public static WordRuns Of(IEnumerable<string> words) => new(words.Select(word => (word, 1L)));

    public IReadOnlyList<(string Word, long Times)> Runs => _runs;

    /// <summary>The number of words.</summary>
    public long Count { get; }

    public IEnumerator<string> GetEnumerator()
    {
        foreach (var (word, times) in _runs)
            for (var i = 0L; i < times; i++) yield return word;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
