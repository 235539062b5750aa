using static GradingService.Domain.Families.AffineLayer.Layers.LayerMethod;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>What a call must give.</summary>
/// <param name="Trial">The trial's place.</param>
/// <param name="Step">The step's place in its trial.</param>
/// <param name="Examined">The method that the trial is about; another one shows what it spoils.</param>
/// <param name="Warning">The warning that a failure costs instead of credit; null where it costs credit.</param>
/// <param name="OnlyExceptionsWarn">Whether only an exception is excused; a wrong result isn't.</param>
internal sealed record Expectation(
    Behaviour Behaviour, int Trial, int Step, LayerMethod Method, LayerMethod Examined, TrialContext Context, string? Warning, bool OnlyExceptionsWarn);

/// <summary>The trials that a layer goes through, and what each of their calls must give.</summary>
/// <remarks>
/// First everything about forward, then about backward_inputs, then about backward_params, so that a method which hangs or dies costs only itself; what only
/// warns comes last. Each backward pass gets a forward pass of its own, since a layer may free what it kept.
/// </remarks>
internal sealed class TrialPlan
{
    private static readonly (int Samples, int Inputs, int Outputs)[] Sizes =
        [(4, 3, 2), (1, 3, 2), (5, 2, 4), (4, 4, 4), (3, 2, 2), (2, 3, 3), (7, 1, 1), (1, 1, 6), (6, 1, 3), (4, 5, 1), (64, 10, 5), (5, 33, 17)];

    private static readonly int[] Batches = [5, 1, 64, 600, 2, 5];

    /// <summary>A layer that takes a batch this large in less than a tenth of a call's time is fast enough.</summary>
    private const int LargeBatch = 2000, LargeBatchPercent = 10;

    /// <summary>Of larger batches no more than so many samples differ.</summary>
    private const int LargestBlock = 32;

    private readonly TrialNumbers _numbers;
    private readonly List<IReadOnlyList<LayerStep>> _trials = [];
    private readonly List<Expectation> _expectations = [];

    private TrialPlan(int seed) => _numbers = new TrialNumbers(seed);

    public IReadOnlyList<IReadOnlyList<LayerStep>> Trials => _trials;
    public IReadOnlyList<Expectation> Expectations => _expectations;

    /// <summary>The plan with numbers drawn from a seed.</summary>
    public static TrialPlan Of(int seed)
    {
        var plan = new TrialPlan(seed);
        foreach (var method in new[] { Forward, BackwardInputs, BackwardParams }) plan.Examine(method);
        plan.ExamineOrders();
        plan.ExamineExtras();
        return plan;
    }

    private void Examine(LayerMethod method)
    {
        foreach (var (samples, inputs, outputs) in Sizes) Try(method, trial => trial.Do(trial.Make(inputs, outputs), method, samples));
        Try(method, trial =>
        {
            var layer = trial.Make(3, 2);
            foreach (var samples in Batches) trial.Do(layer, method, samples);
        });
        // The same batch size again and again: what is stale or summed up has the right shape.
        Try(method, trial =>
        {
            var layer = trial.Make(3, 2);
            trial.Pass(layer, 4);
            for (var i = 0; i < 3; i++) trial.Do(layer, method, 4);
        });
        Try(method, trial =>
        {
            var (one, other) = (trial.Make(3, 2), trial.Make(3, 2));
            trial.Pass(one, 4);
            trial.Pass(other, 4);
            trial.Call(one, method, 4);
            trial.Do(other, method, 4);
            trial.Pass(one, 4);
            trial.Pass(other, 4);
            trial.Call(one, method, 4);
        });
        Try(method, trial => trial.Do(trial.Make(3, 2), method, 4, type: EntryType.Single));
        Try(method, trial => trial.Do(trial.Make(3, 2), method, 4, type: EntryType.Integer));
        Try(method, trial => trial.Do(trial.Make(3, 2), method, 4, layout: MemoryLayout.Columns));
        Try(method, trial => trial.Do(trial.Make(3, 2), method, 4, layout: MemoryLayout.Strided));
        foreach (var scale in new[] { 1e6, 1e-6, 0 }) Try(method, trial => trial.Do(trial.Make(3, 2), method, 4, scale: scale));
    }

    /// <summary>Both backward calls after one forward pass, as the lab trains, and the other way round; and each twice. What the first spoils is its own fault.</summary>
    private void ExamineOrders()
    {
        foreach (var (first, second) in new[]
        {
            (BackwardInputs, BackwardParams), (BackwardParams, BackwardInputs), (BackwardParams, BackwardParams), (BackwardInputs, BackwardInputs),
        })
            Try(first, trial =>
            {
                var layer = trial.Make(3, 2);
                trial.Pass(layer, 4);
                trial.Call(layer, first, 4, LayerWarnings.ForwardNeeded, onlyExceptionsWarn: true);
                trial.Call(layer, second, 4, LayerWarnings.ForwardNeeded, onlyExceptionsWarn: true);
            });
    }

    private void ExamineExtras()
    {
        Try(BackwardParams, trial =>
        {
            var layer = trial.Make(3, 2);
            trial.Pass(layer, 4);
            trial.Call(layer, BackwardParams, 4, LayerWarnings.ParametersCopied, onlyExceptionsWarn: true);
            trial.Shift(layer, 3, 2);
            trial.Pass(layer, 4, LayerWarnings.ParametersCopied);
        });
        foreach (var (leading, warning) in new (int[], string)[] { ([0], LayerWarnings.EmptyBatch), ([], LayerWarnings.OneDimensional), ([2, 3], LayerWarnings.MoreDimensions) })
            foreach (var method in new[] { BackwardInputs, BackwardParams })
                Try(method, trial =>
                {
                    var layer = trial.Make(3, 2);
                    trial.Send(layer, Forward, _numbers.Array([.. leading, 3]), warning);
                    trial.Send(layer, method, _numbers.Array([.. leading, 2]), warning);
                });
        Try(BackwardParams, trial =>
        {
            var layer = trial.Make(10, 5);
            foreach (var method in new[] { Forward, BackwardInputs, BackwardParams }) trial.Call(layer, method, LargeBatch, LayerWarnings.Slow);
        });
    }

    private void Try(LayerMethod examined, Action<Trial> write)
    {
        var trial = new Trial(_numbers, _trials.Count, examined, _expectations);
        write(trial);
        _trials.Add(trial.Steps);
    }

    /// <summary>One trial as it is written: its steps, and what its layers have seen so far.</summary>
    private sealed class Trial(TrialNumbers numbers, int index, LayerMethod examined, List<Expectation> expectations)
    {
        private readonly List<LayerStep> _steps = [];
        private readonly List<Instance> _layers = [];

        public IReadOnlyList<LayerStep> Steps => _steps;

        public int Make(int inputs, int outputs)
        {
            var (w, b) = (numbers.Weights(outputs, inputs), numbers.Array(outputs));
            _steps.Add(new ConstructStep(_layers.Count, w, b));
            _layers.Add(new Instance(w, b));
            return _layers.Count - 1;
        }

        /// <summary>A method, with the forward pass that it needs.</summary>
        public void Do(
            int layer, LayerMethod method, int samples, EntryType type = EntryType.Double, MemoryLayout layout = MemoryLayout.Rows,
            double scale = 1, string? warning = null)
        {
            // Here it matters that nothing overflows or vanishes; other trials ask for accuracy.
            _layers[layer].IsRough |= scale != 1;
            Send(layer, Forward, TrialNumbers.AsReceived(Batch(samples, _layers[layer].Inputs, scale) with { Type = type, Layout = layout }), warning);
            if (method == Forward) return;
            // Integers go forward; gradients have fractions.
            var back = Batch(samples, _layers[layer].Outputs, scale) with { Type = type == EntryType.Single ? type : EntryType.Double, Layout = layout };
            Send(layer, method, TrialNumbers.AsReceived(back), warning);
        }

        public void Pass(int layer, int samples, string? warning = null) => Send(layer, Forward, Batch(samples, _layers[layer].Inputs), warning);

        /// <summary>A method without a forward pass of its own.</summary>
        public void Call(int layer, LayerMethod method, int samples, string? warning = null, bool onlyExceptionsWarn = false)
        {
            if (method == Forward) Pass(layer, samples, warning);
            else Send(layer, method, Batch(samples, _layers[layer].Outputs), warning, onlyExceptionsWarn);
        }

        public void Shift(int layer, int inputs, int outputs)
        {
            var (w, b) = (numbers.Weights(outputs, inputs), numbers.Array(outputs));
            _steps.Add(new ShiftStep(layer, w, b));
            _layers[layer].Shift(w, b);
        }

        public void Send(int layer, LayerMethod method, NumericArray argument, string warning) => Send(layer, method, new SentArray(argument), warning);

        private void Send(int number, LayerMethod method, SentArray argument, string? warning, bool onlyExceptionsWarn = false)
        {
            var (layer, values) = (_layers[number], argument.Values);
            layer.IsRough |= argument.Type != EntryType.Double;
            if (method == Forward) layer.Inputted(values);
            var context = new TrialContext(layer.W, layer.B, layer.P!, method == Forward ? null : values)
            {
                FirstSamples = layer.FirstSamples,
                OtherInputs = [.. _layers.SelectMany(other => other.EarlierInputs), .. _layers.Where(other => other != layer && other.P is not null).Select(other => other.P!)],
                OtherParameters = [.. _layers.Where(other => other != layer).Select(other => (other.W, other.B))],
                EarlierCalls = [.. layer.Calls.Where(call => call.Method == method).Select(call => (call.P, call.G))],
                IsRough = layer.IsRough,
            };
            if (method != Forward) layer.Calls.Add((method, layer.P!, values));
            foreach (var behaviour in Behaviours.Of(method))
                expectations.Add(new Expectation(behaviour, index, _steps.Count, method, examined, context, warning, onlyExceptionsWarn));
            _steps.Add(new CallStep(number, method, argument) { TimePercent = warning == LayerWarnings.Slow ? LargeBatchPercent : 100 });
        }

        private SentArray Batch(int samples, int columns, double scale = 1)
        {
            var size = Math.Min(samples, LargestBlock);
            while (samples % size != 0) size--;
            var block = numbers.Array(size, columns);
            return new SentArray(scale == 1 ? block : block.Map(x => x * scale)) { Repeat = samples / size };
        }
    }

    private sealed class Instance(NumericArray w, NumericArray b)
    {
        public NumericArray W { get; private set; } = w;
        public NumericArray B { get; private set; } = b;
        public NumericArray? P { get; private set; }
        public List<NumericArray> EarlierInputs { get; } = [];
        public List<(LayerMethod Method, NumericArray P, NumericArray G)> Calls { get; } = [];
        public bool IsRough { get; set; }
        public int FirstSamples => (EarlierInputs.Count > 0 ? EarlierInputs[0] : P!) is { Shape: [var samples, ..] } ? samples : 0;
        public int Inputs => W.Shape[1];
        public int Outputs => W.Shape[0];

        public void Inputted(NumericArray p)
        {
            if (P is { } earlier) EarlierInputs.Add(earlier);
            P = p;
        }

        public void Shift(NumericArray w, NumericArray b)
        {
            W = new(W.Shape, [.. W.Data.Zip(w.Data, (x, y) => x + y)]);
            B = new(B.Shape, [.. B.Data.Zip(b.Data, (x, y) => x + y)]);
        }
    }
}
