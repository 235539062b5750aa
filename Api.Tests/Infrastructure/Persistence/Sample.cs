using GradingService.Domain;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>Small submissions and grades, made by hand.</summary>
internal static class Sample
{
    public const string Exam = "dubucezi-2023";
    public static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    public static Grade Grade(Rational? points = null, DateTimeOffset? at = null) => new(
        at ?? Noon,
        new Marks(points ?? new Rational(10, 3), 10, [new PartMarks("a", points ?? new Rational(10, 3), 10, [Item(Verdict.Partial, points ?? new Rational(10, 3))])]));

    public static Grade Pending() => new(Noon, new Marks(0, 10, [new PartMarks("a", 0, 10, [Item(Verdict.Pending, null)])]));

    public static Submission Submission(string student = "0036500001", string question = "1", string exam = Exam, Grade? grade = null, DateTimeOffset? at = null) =>
        new(Guid.CreateVersion7(), exam, "v1", question, student, "Šimun Đurđević", 0, at ?? Noon, """{"a": {"f1": ["1/3", 0.5]}}""", grade ?? Grade());

    public static SubmissionDraft Draft(Submission submission, int? most = null, string? key = null, string body = "b1") =>
        new(submission, most, key is null ? null : new IdempotencyKey("portal POST /x", key, body));

    public static Task<Receipt> Append(this TemporaryStore at, Submission submission, int? most = null, string? key = null, string body = "b1") =>
        at.Store.Append(Draft(submission, most, key, body), TestContext.Current.CancellationToken);

    public static async Task<List<T>> All<T>(this IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items) all.Add(item);
        return all;
    }

    private static ItemMark Item(Verdict verdict, Rational? points) => new("f1", verdict, points, 10)
    {
        Mistake = "bias-left-out",
        Message = new LocalizedText("Pomak je izostavljen.", "The bias is left out."),
        WrongEntries = ["[1]"],
    };
}
