using System.Text.Json;
using GradingService.Api.Access;
using GradingService.Api.Http;
using GradingService.Api.Operations;
using GradingService.Domain;
using GradingService.Domain.Answers;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;

namespace GradingService.Api.Submissions;

/// <summary>Takes a student's answers to several questions in: all of them are stored with their marks, or none.</summary>
internal sealed class ExamIntake(ISubmissionStore store, FirstMarking marking, GradingTelemetry telemetry, TimeProvider clock)
{
    /// <summary>Stores answers and their marks, or finds what the same request stored before; waits for no judge in the background.</summary>
    /// <exception cref="ProblemException">They may not come, can't be read, or an attempt is missing; nothing was stored.</exception>
    public async Task<SetReceipt> Take(
        Caller caller, Exam exam, ExamSubmissionRequest request, bool keepsUnreadable, IdempotencyKey? promise, CancellationToken cancellation)
    {
        var studentId = Intake.StudentOf(caller, request.StudentId);
        try
        {
            return Accepted(await TakeNew(caller, exam, studentId, request, keepsUnreadable, promise, cancellation));
        }
        catch (ProblemException) when (promise is not null)
        {
            // As for one question: a repeated request that may not come any more never reaches the writer.
            if (await store.FindSet(promise, cancellation) is { } earlier) return Accepted(earlier);
            throw;
        }
    }

    private async Task<SetReceipt> TakeNew(
        Caller caller, Exam exam, string studentId, ExamSubmissionRequest request, bool keepsUnreadable, IdempotencyKey? promise,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        Intake.CheckOpen(caller, exam.Policy, now);
        var submissions = new List<Submission>();
        foreach (var (question, answers, sheet) in Read(exam, request.Answers, keepsUnreadable))
            submissions.Add(await marking.Mark(exam, question, sheet, answers, studentId, request.StudentName, now, cancellation));
        var receipt = await store.Append(new SubmissionSet(submissions, exam.Policy.Attempts, promise), cancellation);
        if (receipt is SetReceipt.Stored) submissions.ForEach(telemetry.Stored);
        return receipt;
    }

    /// <summary>The questions that are answered, in the exam's order, all of them read before any is marked.</summary>
    private static List<(Question Question, JsonElement Answers, AnswerSheet Sheet)> Read(Exam exam, JsonElement answers, bool keepsUnreadable)
    {
        var faults = new Faults();
        foreach (var property in answers.EnumerateObject())
            if (exam.Find(property.Name) is null)
                faults.Add(Pointer(property.Name), Problems.UnknownItem(property.Name, exam.Questions.Select(question => question.Id)));
        var read = new List<(Question, JsonElement, AnswerSheet)>();
        foreach (var question in exam.Questions)
        {
            if (!answers.TryGetProperty(question.Id, out var own) || own.ValueKind == JsonValueKind.Null) continue;
            if (own.ValueKind != JsonValueKind.Object)
            {
                faults.Add(Pointer(question.Id), Problems.Expected(new("objekt", "an object"), own.ValueKind.ToString()));
                continue;
            }
            var sheet = question.Scheme.Read(own);
            if (!keepsUnreadable) faults.AddUnreadable(sheet.Unreadable, Pointer(question.Id));
            read.Add((question, own, sheet));
        }
        if (read.Count == 0 && faults.IsEmpty) faults.Add("/answers", new("Potreban je barem jedan odgovor: pitanje i njegovi dijelovi.", "At least one question must be answered."));
        return faults.IsEmpty ? read : throw new ProblemException(ProblemType.Unreadable, faults: faults);
    }

    private static SetReceipt Accepted(SetReceipt receipt)
    {
        switch (receipt)
        {
            case SetReceipt.KeyReused:
                throw new ProblemException(ProblemType.IdempotencyKeyReused);
            case SetReceipt.NoAttemptLeft(var questions):
                var faults = new Faults();
                foreach (var question in questions) faults.Add(Pointer(question), ProblemType.NoAttemptLeft.Title);
                throw new ProblemException(ProblemType.NoAttemptLeft, new("Ništa nije spremljeno.", "Nothing was stored."), faults);
            default:
                return receipt;
        }
    }

    private static string Pointer(string questionId) => "/answers/" + JsonPointer.Escape(questionId);
}
