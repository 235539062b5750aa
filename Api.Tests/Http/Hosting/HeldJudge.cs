using System.Collections.Concurrent;
using System.Threading.Channels;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Http.Hosting;

/// <summary>A judge that a test holds in its hand: it is asked, and says its word when it is told to.</summary>
internal sealed class HeldJudge
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Channel<bool> _arrivals = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _releases = Channel.CreateUnbounded<bool>();

    /// <summary>The answers in the order in which they came.</summary>
    public string[] Asked => [.. _asked];

    /// <summary>Waits until the judge is asked once more.</summary>
    public Task IsAsked() =>
        _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>Lets that many judgements be given, now or when they are asked for.</summary>
    public void Release(int count = 1)
    {
        for (var i = 0; i < count; i++) _releases.Writer.TryWrite(true);
    }

    public async ValueTask<Judgement> Judge(string answer, Values own, CancellationToken cancellation)
    {
        _asked.Enqueue(answer);
        _arrivals.Writer.TryWrite(true);
        await _releases.Reader.ReadAsync(cancellation);
        return answer.StartsWith("wrong", StringComparison.Ordinal) ? new Judgement(0) { Mistake = "wrong-program" } : new Judgement(1);
    }
}
