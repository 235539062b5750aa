using System.Runtime.CompilerServices;
using GradingService.Domain.Submissions;
using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence;

/// <summary>Reads submissions, page by page where there may be many.</summary>
/// <remarks>Every page is a short query of its own: a client that downloads slowly holds no snapshot, and the write-ahead log doesn't grow behind it.</remarks>
internal sealed class SubmissionReader(IDbContextFactory<GradingContext> contexts)
{
    private const int PageRows = 500;
    private const int PageCharacters = 4 << 20;

    public async Task<Submission?> Find(Guid id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var row = await context.Submissions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        return row?.Submission();
    }

    public async Task<Submission> At(long place, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var row = await context.Submissions.AsNoTracking().SingleAsync(row => row.Place == place, cancellation);
        return row.Submission();
    }

    public async Task<SubmissionRow?> Find(IdempotencyKey key, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Submissions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.IdempotencyScope == key.Scope && row.IdempotencyKey == key.Key, cancellation);
    }

    /// <summary>The submissions that were stored together under a key whose first row is there.</summary>
    public async Task<IReadOnlyList<Submission>> Set(IdempotencyKey key, CancellationToken cancellation)
    {
        var submissions = new List<Submission>();
        while (await Find(key.At(submissions.Count), cancellation) is { } row) submissions.Add(row.Submission());
        return submissions;
    }

    public async Task<string?> Content(string version, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.ExamVersions.Where(row => row.Version == version).Select(row => row.Content).SingleOrDefaultAsync(cancellation);
    }

    public async IAsyncEnumerable<StoredSubmission> List(SubmissionQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (after, left) = (query.After, query.Limit ?? int.MaxValue);
        for (var more = true; more && left > 0;)
        {
            (var page, more) = await Page(query, after, Math.Min(left, PageRows), cancellation);
            foreach (var row in page) yield return new StoredSubmission(row.Place, row.Submission());
            left -= page.Count;
            if (more) after = page[^1].Place;
        }
    }

    public async IAsyncEnumerable<PendingSubmission> Pending([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        // The sum hides from SQLite that the table itself is in order: it then goes by the index of the pending ones, and sorts these.
        var rows = context.Submissions
            .Where(row => row.Status == GradeStatus.Pending)
            .OrderBy(row => row.Place + 0)
            .Select(row => new { row.Id, row.StudentId });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation)) yield return new PendingSubmission(row.Id, row.StudentId);
    }

    public async IAsyncEnumerable<SubmissionResult> Results(string examId, string? studentId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        SubmissionResult? last = null;
        do
        {
            var page = await ResultsPage(examId, studentId, last, cancellation);
            foreach (var result in page) yield return result;
            last = page.Count < PageRows ? null : page[^1];
        }
        while (last is not null);
    }

    /// <summary>The next page, and whether there may be more; a page ends early where its texts are long.</summary>
    private async Task<(List<SubmissionRow> Page, bool More)> Page(SubmissionQuery query, long after, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = Matching(context, query, after).AsNoTracking().Take(limit);
        var (page, characters) = (new List<SubmissionRow>(), 0);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            page.Add(row);
            characters += row.Answers.Length + row.Marks.Length;
            if (characters > PageCharacters) return (page, true);
        }
        return (page, page.Count == limit);
    }

    private static IQueryable<SubmissionRow> Matching(GradingContext context, SubmissionQuery query, long after)
    {
        // SQLite prefers an index that is in order, even one of a whole exam to that of one student. The sum hides the order from it:
        // it takes the student's index and sorts the few rows.
        IQueryable<SubmissionRow> rows = query.StudentId is null
            ? context.Submissions.Where(row => row.Place > after).OrderBy(row => row.Place)
            : context.Submissions.Where(row => row.Place + 0 > after).OrderBy(row => row.Place + 0);
        if (query.ExamId is { } exam) rows = rows.Where(row => row.ExamId == exam);
        if (query.QuestionId is { } question) rows = rows.Where(row => row.QuestionId == question);
        if (query.StudentId is { } student) rows = rows.Where(row => row.StudentId == student);
        if (query.Since is { } since) rows = rows.Where(row => row.SubmittedAt >= since);
        return query.Status switch
        {
            null => rows,
            // Constants, not parameters: only then may SQLite use the index of the pending ones.
            GradeStatus.Pending => rows.Where(row => row.Status == GradeStatus.Pending),
            _ => rows.Where(row => row.Status == GradeStatus.Graded),
        };
    }

    private async Task<List<SubmissionResult>> ResultsPage(string examId, string? studentId, SubmissionResult? last, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = context.Submissions.Where(row => row.ExamId == examId);
        if (studentId is not null) rows = rows.Where(row => row.StudentId == studentId);
        if (last is { StudentId: var student, QuestionId: var question, Attempt: var attempt })
        {
            rows = rows.Where(row => string.Compare(row.StudentId, student) >= 0
                && (string.Compare(row.StudentId, student) > 0
                    || string.Compare(row.QuestionId, question) > 0
                    || row.QuestionId == question && row.Attempt > attempt));
        }
        return await rows
            .OrderBy(row => row.StudentId).ThenBy(row => row.QuestionId).ThenBy(row => row.Attempt)
            .Take(PageRows)
            .Select(row => new SubmissionResult(
                row.Id, row.StudentId, row.StudentName, row.QuestionId, row.Attempt, row.SubmittedAt, row.ExamVersion, row.Status, row.Points, row.MaxPoints))
            .ToListAsync(cancellation);
    }
}
