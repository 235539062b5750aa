using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using FluentValidation;
using GradingService.Api.Access;
using GradingService.Api.BackgroundMarking;
using GradingService.Api.Http;
using GradingService.Domain.Exams;
using GradingService.Domain.Submissions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace GradingService.Api.Submissions;

/// <summary>What holds for all lines of a batch.</summary>
internal sealed record Batch(Caller Caller, Exam Exam, SubmissionOptions Options, bool KeepsUnreadable);

/// <summary>Takes a body of many lines in and answers while it comes: each line is stored or refused by itself.</summary>
/// <remarks>
/// One reads, marks and hands lines to the store, the other writes what became of them, in order. Between them are at most <see cref="Places"/> lines, fewer
/// where they are long, so that memory is bounded whatever is sent and however slowly the answer is read.
/// </remarks>
internal sealed class BatchIntake(
    ExamIntake intake, AwaitedMarks awaited, IValidator<ExamSubmissionRequest> rules, TimeProvider clock, IHostApplicationLifetime lifetime,
    ILogger<BatchIntake> logger)
{
    private const int Places = 64;
    private const int BytesPerPlace = 16 << 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    // A portal may send lines as they come to be, and look at each answer before the next one.
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(2));

    public async Task Take(HttpContext http, Batch batch)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = Slowest;
        http.Response.ContentType = Lines.MediaType;

        using var places = new SemaphoreSlim(Places);
        var answers = Channel.CreateUnbounded<(Task<BatchResult> Result, int Places)>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var reading = Read(http, batch, places, answers.Writer, ends.Token);
        try
        {
            // A client that reads while it sends learns at once that it was let in.
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            var summary = await Write(http, places, answers.Reader);
            summary = summary with { Complete = await reading };
            Send(http, BatchResult.End(summary));
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            if (!summary.Complete) await HangUp(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        finally
        {
            await ends.CancelAsync();
            await reading;
            await foreach (var (left, _) in answers.Reader.ReadAllAsync(CancellationToken.None))
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whether all lines were read.</summary>
    private async Task<bool> Read(
        HttpContext http, Batch batch, SemaphoreSlim places, ChannelWriter<(Task<BatchResult>, int)> answers, CancellationToken cancellation)
    {
        try
        {
            await foreach (var line in Lines.Read(http.Request.BodyReader, cancellation))
            {
                var taken = Math.Min(Places, (line.Utf8?.Length ?? 0) / BytesPerPlace + 1);
                for (var i = 0; i < taken; i++) await places.WaitAsync(cancellation);
                await answers.WriteAsync((Take(http, batch, line), taken), cancellation);
            }
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client left or the service stops. What was acknowledged stays.
            return false;
        }
        finally
        {
            answers.Complete();
        }
    }

    /// <summary>Ends the connection of a client that goes on sending: the server would wait for the rest of its body, and a stop for the server.</summary>
    private async Task HangUp(HttpContext http)
    {
        await http.Response.CompleteAsync();
        // Aborting throws away what the client hasn't taken yet.
        await Task.Delay(Farewell, clock, CancellationToken.None);
        http.Abort();
    }

    private static async Task<BatchSummary> Write(HttpContext http, SemaphoreSlim places, ChannelReader<(Task<BatchResult> Result, int Places)> answers)
    {
        var summary = new BatchSummary(0, 0, 0, 0, Complete: false);
        await foreach (var (answer, taken) in answers.ReadAllAsync(http.RequestAborted))
        {
            var result = await answer;
            summary = summary.With(result.Status);
            Send(http, result);
            places.Release(taken);
            // Progress is shown at once; where the next answer is there already, it goes along.
            if (!answers.TryPeek(out var next) || !next.Result.IsCompleted) await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        return summary;
    }

    private static void Send(HttpContext http, BatchResult result)
    {
        http.Response.BodyWriter.Write(JsonSerializer.SerializeToUtf8Bytes(result, ApiJson.Of<BatchResult>()));
        http.Response.BodyWriter.Write("\n"u8);
    }

    /// <summary>Never throws but for a client that left: what is wrong with a line is its answer.</summary>
    private async Task<BatchResult> Take(HttpContext http, Batch batch, Line line)
    {
        string? studentId = null;
        try
        {
            if (line.Utf8 is null) throw new ProblemException(ProblemType.TooLarge, new("Redak je dulji od 1 MiB.", "The line is longer than 1 MiB."));
            using var body = JsonBody.OfLine(line.Utf8, line.Number);
            var request = BatchLine.Of(body);
            request.Faults.AddFrom(rules, request);
            if (request.StudentId is { } named && StudentId.IsValid(named)) studentId = named;
            if (!request.Faults.IsEmpty) throw new ProblemException(ProblemType.Unreadable, faults: request.Faults);
            var promise = batch.Options.Promise(batch.Caller, batch.Exam.Id, request.IdempotencyKey, body);
            return BatchResult.Stored(line.Number, await TakePatiently(batch, request, promise, http.RequestAborted));
        }
        catch (Exception e) when (e is not OperationCanceledException || !http.RequestAborted.IsCancellationRequested)
        {
            var problem = ProblemHandler.Of(e);
            if (problem.Type == ProblemType.Internal) logger.LogError(e, "Line {Line} of a batch failed unexpectedly", line.Number);
            return BatchResult.Refused(line.Number, studentId, ProblemHandler.Written(http, problem.Type, problem.Detail, problem.Faults));
        }
    }

    /// <summary>Tries again for a while where the store is busy: the next lines wait meanwhile.</summary>
    private async Task<IReadOnlyList<Submission>> TakePatiently(Batch batch, BatchLine request, IdempotencyKey? promise, CancellationToken cancellation)
    {
        for (var started = clock.GetTimestamp(); ;)
        {
            try
            {
                var receipt = await intake.Take(batch.Caller, batch.Exam, request, batch.KeepsUnreadable, promise, cancellation);
                if (receipt is SetReceipt.Repeated(var earlier)) return earlier;
                var stored = ((SetReceipt.Stored)receipt).Submissions;
                foreach (var submission in stored) awaited.Announce(submission, batch.Exam.Find(submission.QuestionId)!.Scheme);
                return stored;
            }
            catch (StoreBusyException) when (clock.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }
}
