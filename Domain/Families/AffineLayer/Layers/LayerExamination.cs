namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>Compares what was seen of a layer with what it must give.</summary>
/// <remarks>
/// A layer that was given W as m×n may return its gradient so; one that keeps W as n×m, as n×m too, and must where it made W itself. A bias gradient may be a row,
/// a column, or neither.
/// </remarks>
internal sealed class LayerExamination(IReadOnlyList<IReadOnlyList<LayerStep>> trials, LayerRun run)
{
    /// <summary>What was found about one expectation.</summary>
    public Finding Find(Expectation expected)
    {
        var observation = run.Steps.GetValueOrDefault((expected.Trial, expected.Step));
        return observation?.Outcome switch
        {
            null => new(expected, FindingKind.Unseen),
            Raised error => new(expected, FindingKind.Raised) { Error = error },
            TimedOut => new(expected, FindingKind.TimedOut),
            NotTried => CauseOf(expected),
            Returned when expected.Warning == LayerWarnings.Slow => new(expected, FindingKind.Right),
            Returned returned => Compare(expected, returned, observation),
            _ => new(expected, FindingKind.Garbled),
        };
    }

    /// <summary>A call that wasn't tried for want of a layer, or of its forward pass, failed for their reason.</summary>
    private Finding CauseOf(Expectation expected)
    {
        for (var step = 0; step < expected.Step; step++)
            if (trials[expected.Trial][step] is ConstructStep && run.Steps.GetValueOrDefault((expected.Trial, step))?.Outcome is Raised error)
                return new(expected, FindingKind.Raised) { Error = error };
        return new(expected, FindingKind.NotTried);
    }

    private Finding Compare(Expectation expected, Returned returned, StepObservation observation)
    {
        var (behaviour, context) = (expected.Behaviour, expected.Context);
        var value = behaviour switch
        {
            Behaviour.WeightsGradient => ReturnedGradients.Read(returned, context.Outputs, context.Inputs).Weights,
            Behaviour.BiasGradient => ReturnedGradients.Read(returned, context.Outputs, context.Inputs).Bias,
            _ => returned.Value,
        };
        if (value is null or ObservedNothing) return new(expected, FindingKind.Nothing);
        if (value is ObservedHugeArray { Shape: var shape })
            return new(expected, shape.SequenceEqual(expected.Context.Right(behaviour).Shape.Select(size => (long)size)) ? FindingKind.WrongNumbers : FindingKind.WrongShape);
        if (value.AsArray() is not { } actual) return new(expected, FindingKind.NotNumbers) { OddType = OddityIn(value) };
        var kind = Compare(expected, actual);
        if (kind == FindingKind.Right) kind = SideEffect(expected, observation);
        return new(expected, kind) { Actual = actual };
    }

    private FindingKind Compare(Expectation expected, NumericArray actual)
    {
        var (behaviour, context) = (expected.Behaviour, expected.Context);
        var right = context.Right(behaviour);
        if (Array.Exists(actual.Data, x => !double.IsFinite(x))) return FindingKind.NotFinite;
        var (asGiven, asKept) = behaviour == Behaviour.WeightsGradient ? WeightsForms(expected) : (true, false);
        var best = FindingKind.WrongShape;
        if (asGiven && FitsShape(behaviour, actual, right)) best = CompareNumbers(actual, right, () => context.Magnitude(behaviour));
        if (asKept && best != FindingKind.Right && FitsShape(behaviour, actual, right.Transposed()))
            best = CompareNumbers(actual, right.Transposed(), () => context.Magnitude(behaviour).Transposed());
        return best;

        FindingKind CompareNumbers(NumericArray numbers, NumericArray target, Func<NumericArray> scale)
        {
            if (Agreement.Within(numbers, target, scale, context.IsRough ? Agreement.OfSingles : Agreement.OfDoubles)) return FindingKind.Right;
            return Agreement.Within(numbers, target, scale, Agreement.OfSingles) ? FindingKind.Rough : FindingKind.WrongNumbers;
        }
    }

    private static bool FitsShape(Behaviour behaviour, NumericArray actual, NumericArray right) =>
        behaviour == Behaviour.BiasGradient ? ReturnedGradients.IsBias(actual, right.Size) : actual.HasShape(right.Shape);

    /// <summary>Whether a weights gradient may be m×n, and whether it may be n×m.</summary>
    private (bool AsGiven, bool AsKept) WeightsForms(Expectation expected)
    {
        var (step, made) = OwnConstruct(expected);
        if (made?.Weights?.AsArray() is not { } kept || kept.Equals(step.Weights)) return (true, false);
        var transposed = step.Weights.Transposed();
        var keepsTransposed = Agreement.Alike(kept, transposed, Agreement.OfSingles) && !Agreement.Alike(kept, step.Weights, Agreement.OfSingles);
        return (!keepsTransposed || run.Source is not { ByParameters: false }, keepsTransposed);
    }

    /// <summary>Whether the call changed what it was given, or what the layer keeps.</summary>
    private FindingKind SideEffect(Expectation expected, StepObservation observation)
    {
        if (observation.Argument?.AsArray() is { } after && !after.Equals(expected.Context.G ?? expected.Context.P)) return FindingKind.ArgumentChanged;
        if (observation.Input?.AsArray() is { } input && InputBefore(expected) is { } inputBefore && !input.Equals(inputBefore)) return FindingKind.ArgumentChanged;
        var (step, made) = OwnConstruct(expected);
        var before = Before(expected);
        return Changed(made?.Weights, before?.Weights, observation.Weights, step.Weights) || Changed(made?.Bias, before?.Bias, observation.Bias, step.Bias)
            ? FindingKind.ParametersChanged
            : FindingKind.Right;
    }

    /// <summary>The layer's last input as the call before this one left it.</summary>
    private NumericArray? InputBefore(Expectation expected) => Before(expected) is { } before ? (before.Input ?? before.Argument)?.AsArray() : null;

    /// <summary>What was seen of the layer's step before this one.</summary>
    private StepObservation? Before(Expectation expected)
    {
        var steps = trials[expected.Trial];
        for (var step = expected.Step - 1; step >= 0; step--)
            if (steps[step].Layer == steps[expected.Step].Layer) return run.Steps.GetValueOrDefault((expected.Trial, step));
        return null;
    }

    /// <summary>Only what held the parameter at first is known to be it.</summary>
    private static bool Changed(ObservedValue? made, ObservedValue? before, ObservedValue? after, NumericArray sent)
    {
        if (made?.AsArray() is not { } first || first.Size != sent.Size) return false;
        if (before?.AsArray() is not { } was || after?.AsArray() is not { } now || was.Data.AsSpan().SequenceEqual(now.Data)) return false;
        return first.Data.Order().Zip(sent.Data.Order()).All(pair => Math.Abs(pair.First - pair.Second) <= Agreement.OfSingles);
    }

    private (ConstructStep Step, StepObservation? Observation) OwnConstruct(Expectation expected)
    {
        var steps = trials[expected.Trial];
        var layer = steps[expected.Step].Layer;
        var at = Enumerable.Range(0, steps.Count).First(index => steps[index] is ConstructStep && steps[index].Layer == layer);
        return ((ConstructStep)steps[at], run.Steps.GetValueOrDefault((expected.Trial, at)));
    }

    private static string OddityIn(ObservedValue value) => value switch
    {
        ObservedOddity { Type: var type } => type,
        ObservedText => "str",
        ObservedEntries => "dict",
        ObservedNothing => "None",
        ObservedList { Items: var items } => items.Select(OddityIn).FirstOrDefault(type => type != "list") ?? "list",
        _ => "list",
    };
}
