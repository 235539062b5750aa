using GradingService.Domain.Submissions;

namespace GradingService.Api.Exams;

/// <summary>Keeps the exams' content in the store before the first request is served: their submissions can always be marked again.</summary>
internal sealed class ExamKeeper(LoadedExams exams, ISubmissionStore store) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var exam in exams.All) await store.Keep(exam.Id, exam.Version, exam.Content, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
