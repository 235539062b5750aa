using System.Diagnostics;

namespace GradingService.Infrastructure.Persistence;

/// <summary>A write that waits for its commit.</summary>
internal abstract class QueuedWrite
{
    /// <summary>The span that it was queued in.</summary>
    public ActivityContext Origin { get; } = Activity.Current?.Context ?? default;

    /// <summary>How long the texts are that wait with it, as <see cref="Asked.Length"/>.</summary>
    public abstract int Length { get; }

    /// <summary>Asks the session for what it needs; again after a rollback.</summary>
    public abstract void Ask(WriteSession session);

    /// <summary>Ends once the session was sent; throws where the write can't be stored.</summary>
    public abstract Task Settle();

    /// <summary>Keeps why it isn't stored, whatever it settled on before.</summary>
    public abstract void Fail(Exception reason);

    /// <summary>Tells the caller what became of it; only after the commit.</summary>
    public abstract void Answer();
}

/// <inheritdoc/>
internal sealed class QueuedWrite<T>(int length, Func<WriteSession, Task<T>> write) : QueuedWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<T>? _asked;
    private T? _outcome;
    private Exception? _failure;

    public Task<T> Completion => _completion.Task;

    public override int Length => length;

    public override void Ask(WriteSession session) => _asked = write(session);

    public override async Task Settle() => _outcome = await _asked!;

    public override void Fail(Exception reason) => _failure = reason;

    public override void Answer()
    {
        if (_failure is null) _completion.SetResult(_outcome!);
        else _completion.SetException(_failure);
    }
}
