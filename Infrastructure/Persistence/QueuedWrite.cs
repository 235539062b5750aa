using System.Diagnostics;

namespace GradingService.Infrastructure.Persistence;

/// <summary>A write that waits for its commit.</summary>
internal abstract class QueuedWrite
{
    /// <summary>The span that it was queued in.</summary>
    public ActivityContext Origin { get; } = Activity.Current?.Context ?? default;

    /// <summary>How long the texts are that wait with it: answers in characters, marks in bytes.</summary>
    public abstract int Length { get; }

    /// <summary>Why the session can't store it; null where it can, and before it was asked.</summary>
    public Exception? Refusal { get; private set; }

    /// <summary>Has the session decide and store it when it is sent; again after a rollback.</summary>
    public void Ask(WriteSession session)
    {
        Refusal = null;
        session.Ask(this);
    }

    /// <summary>It can't be stored.</summary>
    public void Refuse(Exception reason) => Refusal = reason;

    /// <summary>Ends once the session was sent; throws where the write can't be stored.</summary>
    public virtual Task Settle() => Refusal is null ? Task.CompletedTask : Task.FromException(Refusal);

    /// <summary>Keeps why it isn't stored, whatever was decided before.</summary>
    public abstract void Fail(Exception reason);

    /// <summary>Tells the caller what became of it; only after the commit.</summary>
    public abstract void Answer();
}

/// <inheritdoc/>
internal abstract class QueuedWrite<T> : QueuedWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _decision;
    private Exception? _failure;

    /// <summary>What was decided, once it is committed.</summary>
    public Task<T> Completion => _completion.Task;

    public void Decide(T decision) => _decision = decision;

    public override void Fail(Exception reason) => _failure = reason;

    public override void Answer()
    {
        if (_failure is null) _completion.SetResult(_decision!);
        else _completion.SetException(_failure);
    }
}
