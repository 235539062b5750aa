namespace GradingService.Infrastructure.Persistence;

/// <summary>A write that waits for its commit.</summary>
internal abstract class QueuedWrite
{
    /// <summary>Runs the statements; may run again after a rollback.</summary>
    public abstract Task Apply(WriteSession session);

    /// <summary>Tells the caller what became of it; only after the commit.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(Exception reason);
}

/// <inheritdoc/>
internal sealed class QueuedWrite<T>(Func<WriteSession, Task<T>> write) : QueuedWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _outcome;

    public Task<T> Completion => _completion.Task;

    public override async Task Apply(WriteSession session) => _outcome = await write(session);

    public override void Acknowledge() => _completion.TrySetResult(_outcome!);

    public override void Fail(Exception reason) => _completion.TrySetException(reason);
}
