using GradingService.Api.Access;
using GradingService.Api.BackgroundMarking;
using GradingService.Api.Http;
using GradingService.Api.Operations;
using GradingService.Domain;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;
using GradingService.Infrastructure.Persistence;

namespace GradingService.Api.Submissions;

/// <summary>Takes answers in: decides whether they may come, marks them, and stores them with their marks.</summary>
internal sealed class Intake(ISubmissionStore store, FirstMarking marking, AwaitedMarks awaited, GradingTelemetry telemetry, TimeProvider clock)
{
    /// <summary>Stores answers and their marks, or finds what the same request stored before; then waits a while for judges in the background.</summary>
    /// <exception cref="ProblemException">They may not come, can't be read, or no attempt is left; nothing was stored.</exception>
    public async Task<Submission> Take(
        Caller caller, Exam exam, Question question, SubmissionRequest request, SubmissionOptions options, CancellationToken cancellation)
    {
        var studentId = StudentOf(caller, request.StudentId);
        var (keepsUnreadable, promise) = (options.KeepsUnreadable, options.Promise(caller, exam, question, request));
        try
        {
            var now = clock.GetUtcNow();
            CheckOpen(caller, exam.Policy, now);
            var sheet = question.Scheme.Read(request.Answers);
            if (!keepsUnreadable) Refuse(sheet.Unreadable);
            var submission = await marking.Mark(exam, question, sheet, request.Answers, studentId, request.StudentName, now, cancellation);
            // A client that leaves doesn't lose its submission, and the wait is short: a token would only cost every request that stays.
            var receipt = await store.Append(new SubmissionDraft(submission, exam.Policy.Attempts, promise), CancellationToken.None);
            if (receipt is Receipt.Stored) telemetry.Stored(submission);
            return await Settled(receipt, question, cancellation);
        }
        catch (ProblemException) when (promise is not null)
        {
            // The writer knows a repeated request; one that may not come any more never reaches it. A look before each new one would double its cost.
            if (await store.Find(promise, cancellation) is { } earlier) return await Settled(earlier, question, cancellation);
            throw;
        }
    }

    /// <summary>Whose answers they are.</summary>
    /// <exception cref="ProblemException">A student's key was used for another student, or nobody was named.</exception>
    public static string StudentOf(Caller caller, string? studentId)
    {
        if (caller.Role == Role.Student)
        {
            if (caller.StudentId is { } own && (studentId ?? own) == own) return own;
            throw new ProblemException(ProblemType.OtherStudent);
        }
        if (studentId is { } given) return given;
        var faults = new Faults();
        faults.Add("/studentId", new("Potreban je studentId.", "A studentId is needed."));
        throw new ProblemException(ProblemType.Unreadable, faults: faults);
    }

    /// <summary>An instructor may submit at any time; a portal speaks for students and keeps their hours.</summary>
    /// <exception cref="ProblemException">It isn't open.</exception>
    public static void CheckOpen(Caller caller, ExamPolicy policy, DateTimeOffset now)
    {
        if (caller.Role == Role.Instructor) return;
        if (!policy.IsOpenedAt(now)) throw new ProblemException(ProblemType.ExamNotOpen);
        if (policy.IsClosedAt(now)) throw new ProblemException(ProblemType.ExamClosed);
    }

    private static void Refuse(IReadOnlyList<UnreadableAnswer> unreadable)
    {
        if (unreadable.Count == 0) return;
        var faults = new Faults();
        faults.AddUnreadable(unreadable);
        throw new ProblemException(ProblemType.Unreadable, faults: faults);
    }

    private Task<Submission> Settled(Receipt receipt, Question question, CancellationToken cancellation) => receipt switch
    {
        Receipt.Stored(var submission) => awaited.OfNew(submission, question.Scheme, cancellation),
        Receipt.Repeated(var submission) => awaited.OfRepeated(submission, cancellation),
        Receipt.KeyReused => throw new ProblemException(ProblemType.IdempotencyKeyReused),
        Receipt.NoAttemptLeft(var attempts) => throw new ProblemException(ProblemType.NoAttemptLeft, new LocalizedText(
            FormattableString.Invariant($"Dopušteno pokušaja: {attempts}."), FormattableString.Invariant($"Attempts allowed: {attempts}."))),
        _ => throw new InvalidOperationException($"Unknown receipt {receipt.GetType().Name}."),
    };
}

/// <summary>Answers' faults, as faults of the body.</summary>
internal static class AnswerFaults
{
    public static void AddUnreadable(this Faults faults, IReadOnlyList<UnreadableAnswer> unreadable, string at = "/answers")
    {
        foreach (var answer in unreadable) faults.Add(at + answer.Pointer, answer.Reason);
    }
}
