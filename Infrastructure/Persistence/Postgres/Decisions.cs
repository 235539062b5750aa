using GradingService.Domain.Submissions;

namespace GradingService.Infrastructure.Persistence.Postgres;

/// <summary>One student's sheet of one question: what attempts are counted for.</summary>
internal sealed record Sheet(string ExamId, string StudentId, string QuestionId)
{
    public static Sheet Of(Submission submission) => new(submission.ExamId, submission.StudentId, submission.QuestionId);
}

/// <summary>What the database said about a batch before anything of it was stored.</summary>
internal sealed class Known
{
    /// <summary>By scope and key.</summary>
    public Dictionary<(string Scope, string Key), (long Place, string BodyHash)> Keys { get; } = [];
    public Dictionary<Sheet, int> Attempts { get; } = [];

    /// <summary>The places of submissions that are to be graded.</summary>
    public Dictionary<Guid, long> Places { get; } = [];
    public Queue<long> NewPlaces { get; } = [];
}

/// <summary>Decides a batch in its order, later ones in the light of earlier ones, and collects the rows that make it up.</summary>
internal sealed class Decisions(Known known)
{
    public List<(long Place, Submission Submission, int Attempt, byte[] Marks, IdempotencyKey? Key)> Submissions { get; } = [];

    /// <summary>By place, the grade that counts from now on.</summary>
    public Dictionary<long, (Grade Grade, byte[] Marks)> Newest { get; } = [];

    /// <summary>Grades of this batch that a later one of it took the place of.</summary>
    public List<(long Place, Grade Grade, byte[] Marks)> Replaced { get; } = [];

    public Outcome Decide(SubmissionWrite asked)
    {
        var (submission, most, promise) = asked.Draft;
        if (promise is not null && known.Keys.TryGetValue((promise.Scope, promise.Key), out var earlier))
            return earlier.BodyHash == promise.BodyHash ? new Outcome.Repeated(earlier.Place) : new Outcome.KeyReused();
        var sheet = Sheet.Of(submission);
        var attempts = known.Attempts[sheet];
        if (attempts >= most) return new Outcome.NoAttemptLeft(attempts);
        Add(submission, attempts + 1, asked.Marks, promise);
        return new Outcome.Stored(attempts + 1);
    }

    public SetOutcome Decide(SetWrite asked)
    {
        var (submissions, most, promise) = asked.Set;
        if (promise is not null && known.Keys.TryGetValue((promise.Scope, promise.Key), out var earlier))
            return earlier.BodyHash == promise.BodyHash ? new SetOutcome.Repeated() : new SetOutcome.KeyReused();
        var attempts = submissions.Select(submission => known.Attempts[Sheet.Of(submission)] + 1).ToList();
        var exhausted = submissions.Where((_, i) => attempts[i] > most).Select(submission => submission.QuestionId).ToList();
        if (exhausted.Count > 0) return new SetOutcome.NoAttemptLeft(exhausted);
        for (var i = 0; i < submissions.Count; i++) Add(submissions[i], attempts[i], asked.Marks[i], promise?.At(i));
        return new SetOutcome.Stored(attempts);
    }

    public void Decide(GradeWrite asked)
    {
        if (!known.Places.TryGetValue(asked.SubmissionId, out var place)) return;
        if (Newest.TryGetValue(place, out var earlier)) Replaced.Add((place, earlier.Grade, earlier.Marks));
        Newest[place] = (asked.Grade, asked.Marks);
    }

    private void Add(Submission submission, int attempt, byte[] marks, IdempotencyKey? promise)
    {
        var place = known.NewPlaces.Dequeue();
        known.Attempts[Sheet.Of(submission)] = attempt;
        Submissions.Add((place, submission, attempt, marks, promise));
        if (promise is not null) known.Keys.Add((promise.Scope, promise.Key), (place, promise.BodyHash));
    }
}
