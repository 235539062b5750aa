namespace GradingService.Domain.Marking;

/// <summary>Chooses which mistake to name where several explain an answer.</summary>
/// <remarks>
/// The one that explains most answers of the submission; among equals one that none of its other answers contradicts, as a student who
/// made it would have written something else there; then the one declared first.
/// </remarks>
internal sealed class Naming(MarkScheme scheme, AnswerSheet sheet, StepMark[] marks, Func<Values> ownValues)
{
    private readonly Lazy<Values> _own = new(ownValues);
    private readonly Dictionary<string, int> _support = Support(marks);
    private readonly Dictionary<string, bool> _contradicted = [];

    public Mistake? Of(StepMark mark)
    {
        if (mark.Mistakes is not { Count: > 0 } mistakes) return null;
        var named = mistakes[0];
        for (var i = 1; i < mistakes.Count; i++)
            if (IsLikelier(mistakes[i].Code, named.Code)) named = mistakes[i];
        return named;
    }

    private bool IsLikelier(string code, string other) =>
        _support[code] != _support[other] ? _support[code] > _support[other] : !IsContradicted(code) && IsContradicted(other);

    private static Dictionary<string, int> Support(StepMark[] marks)
    {
        var support = new Dictionary<string, int>();
        foreach (var mark in marks)
            foreach (var mistake in mark.Mistakes ?? []) support[mistake.Code] = support.GetValueOrDefault(mistake.Code) + 1;
        return support;
    }

    private bool IsContradicted(string code)
    {
        if (!_contradicted.TryGetValue(code, out var contradicted))
            _contradicted[code] = contradicted = scheme.Steps.Any(step => !step.IsWorking && IsContradicted(step, code));
        return contradicted;
    }

    /// <summary>Whether the mistake would show in this step's answer, and does not.</summary>
    private bool IsContradicted(Step step, string code)
    {
        if (step is not IDerivedStep derived || sheet[step.Index].Answer is not { } answer || derived.Derive(_own.Value) is not { } right) return false;
        var shows = false;
        for (var i = 0; i < derived.Mistakes.Count; i++)
        {
            if (derived.Mistakes[i].Code != code || derived.Mistaken(i, _own.Value) is not { } value || step.Same(value, right)) continue;
            if (derived.Compare(answer, value).IsEqual) return false;
            shows = true;
        }
        return shows;
    }
}
