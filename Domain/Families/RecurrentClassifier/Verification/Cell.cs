namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>A recurrent cell over states of one kind: exact fractions, or doubles with a bound on their rounding error.</summary>
internal abstract class Cell<TState>(NormalForm form)
    where TState : class, IEquatable<TState>
{
    public NormalForm Form { get; } = form;

    public abstract TState Initial { get; }

    public abstract TState Next(TState state, int input);

    public abstract Score ScoreOf(TState state);

    /// <summary>Orders states of size one.</summary>
    public abstract int Compare(TState left, TState right);

    /// <summary>The state for people.</summary>
    public abstract double[] Shown(TState state);

    /// <summary>Roughly how many machine words one step from this state touches.</summary>
    public abstract long Cost(TState state);

    /// <summary>Whether the class is wrong after a sequence that ends in this state.</summary>
    public bool IsWrong(TState state, int specified, out bool doubtful)
    {
        var score = ScoreOf(state);
        doubtful = score.IsDoubtful;
        return Form.ClassOf(score) != Specification.Class(specified);
    }
}
