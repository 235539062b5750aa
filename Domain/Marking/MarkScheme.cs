using System.Text.Json;
using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>A question's solution, derived once, and the marks it gives. Immutable; used by any number of threads.</summary>
public sealed class MarkScheme
{
    private readonly Func<AnswerSheet, AnswerSheet> _convention;
    private readonly object?[] _reference;
    private readonly SheetReader _reader;
    private readonly (Item Item, Step Step)[] _judged;

    internal MarkScheme(
        IReadOnlyList<Step> steps, IReadOnlyList<Part> parts, MarkSchemeSettings settings, Func<AnswerSheet, AnswerSheet> convention)
    {
        _convention = convention;
        Steps = steps;
        Parts = parts;
        _reader = new SheetReader(parts, steps.Count);
        _judged = [.. Items.SelectMany(item => item.Fields.Where(field => field.Step is IJudgedStep), (item, field) => (item, field.Step))];
        MaxPoints = settings.Points;
        FollowThroughCredit = settings.FollowThroughCredit;
        foreach (var item in Items)
            if (settings.Tolerances.TryGetValue(item.Name, out var tolerance))
                foreach (var field in item.Fields.Select(field => field.Step).OfType<IDerivedStep>()) field.Tolerance = tolerance;
        _reference = Derive(new object?[steps.Count]);
        Reference = new Values(_reference);
        foreach (var step in steps) step.DependsOn = ReadsOf(step);
        MistakesOver = [.. steps.Select(step => OfferedMistakes(step, Reference))];
    }

    /// <summary>The steps, each after those it is computed from.</summary>
    public IReadOnlyList<Step> Steps { get; }

    public IReadOnlyList<Part> Parts { get; }
    public Rational MaxPoints { get; }
    internal Rational FollowThroughCredit { get; }

    /// <summary>The items of all parts, in order.</summary>
    public IEnumerable<Item> Items => Parts.SelectMany(part => part.Items);

    /// <summary>The reference values.</summary>
    public Values Reference { get; }

    /// <summary>For each step the mistakes that differ from the reference, with their values over the reference.</summary>
    internal IReadOnlyList<IReadOnlyList<OfferedMistake>> MistakesOver { get; }

    /// <summary>Reads a student's answers: an object of parts, each an object of items.</summary>
    public AnswerSheet Read(JsonElement answers) => _reader.Read(answers);

    /// <summary>Marks a sheet. The same sheet always earns the same marks; items whose judge is missing or can't say yet are pending.</summary>
    public ValueTask<Marks> Mark(AnswerSheet sheet, CancellationToken cancellation = default) => Mark(sheet, Judging.Everything, cancellation);

    /// <summary>Marks a sheet as far as <paramref name="judging"/> goes; what isn't judged is pending.</summary>
    public ValueTask<Marks> Mark(AnswerSheet sheet, Judging judging, CancellationToken cancellation = default)
    {
        var read = _convention(sheet);
        var targets = TargetsFor(read);
        foreach (var (_, step) in _judged)
            if (read[step.Index].Answer is not null) return Judge(read, targets, judging, cancellation);
        return new(new Marking(this, read, targets, judgements: null).Marks());
    }

    private async ValueTask<Marks> Judge(AnswerSheet sheet, object?[] targets, Judging judging, CancellationToken cancellation)
    {
        var judgements = new Dictionary<int, Judgement>();
        foreach (var (item, step) in _judged)
            if (sheet[step.Index].Answer is { } answer)
                judgements.Add(step.Index, await judging.Of(item, (IJudgedStep)step, answer, new Values(targets), cancellation));
        return new Marking(this, sheet, targets, judgements).Marks();
    }

    /// <summary>Whether judges that exist can still be asked about these marks, all of them or only those in the background.</summary>
    public bool Awaits(Marks marks, bool onlyInBackground = false) => marks.IsPending && Items.Any(item =>
        item.Fields.Any(field => field.Step is IJudgedStep { HasJudge: true } judged && (judged.InBackground || !onlyInBackground))
        && marks.Find(item)?.Verdict == Verdict.Pending);

    /// <summary>The reference, with a student's own designs in the place of the example ones and everything after computed from them. Not to be changed.</summary>
    private object?[] TargetsFor(AnswerSheet sheet)
    {
        object?[]? own = null;
        foreach (var (_, step) in _judged)
            if (sheet[step.Index].Answer is { } answer && step.Own(answer, _reference[step.Index]!) is { } design)
                (own ??= new object?[Steps.Count])[step.Index] = design;
        if (own is null) return _reference;
        var values = new Values(own);
        foreach (var step in Steps)
            if (own[step.Index] is null) TryGet(values, step);
        // A step that can't be computed from the design, nor those after it, keep the reference.
        for (var i = 0; i < own.Length; i++) own[i] ??= _reference[i];
        return own;
    }

    private static void TryGet(Values values, Step step)
    {
        try
        {
            values.Get(step);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Its place stays empty, so that whatever is computed from it fails too.
        }
    }

    internal object ReferenceOf(Step step) => _reference[step.Index]!;

    private object?[] Derive(object?[] slots)
    {
        var values = new Values(slots);
        foreach (var step in Steps) values.Get(step);
        return slots;
    }

    private int[] ReadsOf(Step step)
    {
        var slots = new object?[Steps.Count];
        foreach (var earlier in Steps.Take(step.Index)) slots[earlier.Index] = earlier.IsWorking ? null : _reference[earlier.Index];
        var reads = new bool[Steps.Count];
        step.Compute(new Values(slots, reads));
        return [.. Enumerable.Range(0, reads.Length).Where(i => reads[i])];
    }

    /// <summary>
    /// A mistake is not offered where nobody could tell that it was made: its value can't be written as an answer, or that answer is accepted
    /// for the reference or another convention.
    /// </summary>
    internal static IReadOnlyList<OfferedMistake> OfferedMistakes(Step step, Values values)
    {
        if (step is not IDerivedStep derived || derived.Mistakes.Count == 0) return [];
        List<object> right = [values.Get(step)];
        for (var i = 0; i < derived.AcceptedCount; i++)
            if (derived.Accepted(i, values) is { } accepted) right.Add(accepted);
        List<OfferedMistake> offered = [];
        for (var i = 0; i < derived.Mistakes.Count; i++)
            if (derived.Mistaken(i, values) is { } value && AsAnswer(step, value) is { } answer
                && !right.Exists(other => step.Same(value, other) || derived.Compare(answer, other).IsEqual))
                offered.Add(new OfferedMistake(derived.Mistakes[i], value));
        return offered;
    }

    /// <summary>What reading gives of a value that a student writes down; null where it isn't finite or can't be written.</summary>
    private static Answer? AsAnswer(Step step, object value)
    {
        try
        {
            return step.Type.Read(JsonSerializer.SerializeToElement(step.Write(value))).Answer;
        }
        catch (ArgumentException)
        {
            // JSON has no NaN and no infinity.
            return null;
        }
    }
}

/// <summary>A mistake and what it gives.</summary>
internal readonly record struct OfferedMistake(Mistake Mistake, object Value);
