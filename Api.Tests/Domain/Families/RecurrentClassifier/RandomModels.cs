using GradingService.Domain.Families.RecurrentClassifier;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Families.RecurrentClassifier;

/// <summary>Models with up to two units and small fractions as weights; half of them near a design that counts, so that some are right for long.</summary>
internal sealed class RandomModels(int seed)
{
    private static readonly Rational[] Weights =
        [-2, new(-3, 2), -1, -1, new(-1, 2), new(-1, 3), 0, 0, 0, new(1, 3), new(1, 2), 1, 1, 1, new(3, 2), 2];

    private readonly Random _random = new(seed);

    public RecurrentModel Next()
    {
        var n = _random.Next(1, 3);
        var output = _random.Next(6) switch { 0 => OutputActivation.Sigmoid, 1 => OutputActivation.Softmax, 2 => OutputActivation.Step, _ => OutputActivation.Identity };
        var model = _random.Next(2) == 0 ? Counter(n) : Anything(n);
        model = model with
        {
            Activation = _random.Next(3) == 0 ? model.Activation : (CellActivation)_random.Next(8),
            NegativeSlope = new Rational(1, _random.Next(1, 6)),
            StepAtZero = _random.Next(3) == 0 ? new Rational(1, 2) : 0,
            Strict = _random.Next(3) > 0,
            BitOrder = _random.Next(8) == 0 ? BitOrder.Lsb : BitOrder.Msb,
            Output = output,
            Threshold = output switch
            {
                OutputActivation.Identity => _random.Next(3) == 0 ? Weight() : null,
                OutputActivation.Sigmoid => _random.Next(3) == 0 ? new Rational(_random.Next(1, 5), 5) : null,
                OutputActivation.Step => new Rational(_random.Next(3), 2),
                _ => null,
            },
        };
        if (output != OutputActivation.Softmax) return model;
        var second = Row(n);
        return model with { Why = [second, [.. model.Why[0].Zip(second, (x, y) => x + y)]], Bo = [0, model.Bo![0]] };
    }

    private RecurrentModel Anything(int n) => new()
    {
        HiddenSize = n,
        Wxh = [.. Enumerable.Range(0, n).Select(_ => Row(2))],
        Whh = [.. Enumerable.Range(0, n).Select(_ => Row(n))],
        Bh = Row(n),
        Bh2 = _random.Next(4) == 0 ? Row(n) : null,
        H0 = _random.Next(2) == 0 ? Row(n) : null,
        Why = [Row(n)],
        Bo = [Weight()],
    };

    private RecurrentModel Counter(int n)
    {
        var model = new RecurrentModel
        {
            HiddenSize = n,
            Wxh = n == 1 ? [[0, 2]] : [[0, 1], [0, -1]],
            Whh = n == 1 ? [[1]] : [[1, 0], [0, 1]],
            Bh = n == 1 ? [-1] : [0, 1],
            H0 = new Rational[n],
            Why = n == 1 ? [[1]] : [[1, -1]],
            Bo = [0],
            Activation = n == 1 ? CellActivation.Identity : (CellActivation)_random.Next(2),
        };
        // A small push somewhere: still right, late wrong, or wrong at once.
        switch (_random.Next(7))
        {
            case 0: model.Whh[_random.Next(n)][_random.Next(n)] += Small(); break;
            case 1: model.Wxh[_random.Next(n)][_random.Next(2)] += Small(); break;
            case 2: model.Bh![_random.Next(n)] += Small(); break;
            case 3: model.Bo![0] = Small(); break;
            case 4: model.H0![_random.Next(n)] = Small(); break;
            case 5: model.Why[0][_random.Next(n)] += Small(); break;
        }
        return model;
    }

    private Rational Small() => new(_random.Next(-3, 4), _random.Next(1, 6));

    private Rational Weight() => Weights[_random.Next(Weights.Length)];

    private Rational[] Row(int length) => [.. Enumerable.Range(0, length).Select(_ => Weight())];
}
