using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier.Verification.Certificates;

/// <summary>A family of states, base + k₁·direction₁ + k₂·direction₂ + …, for all whole numbers k ≥ 0.</summary>
internal sealed record AffineStates(Rational[] Base, IReadOnlyList<Rational[]> Directions)
{
    private const long MostBits = 16_384;

    /// <summary>What the cell makes of the whole family with one input, where every unit stays on one piece of the activation; else null.</summary>
    /// <exception cref="SearchLimitException">Its numbers are too long to compute with.</exception>
    public AffineStates? After(NormalForm form, int input)
    {
        var n = form.Size;
        if (Bits(Base) + Directions.Sum(Bits) + n * form.Bits > MostBits) throw new SearchLimitException(SearchLimit.Numbers);
        var next = new Rational[n];
        var directions = Directions.Select(_ => new Rational[n]).ToArray();
        for (var i = 0; i < n; i++)
        {
            var z = Dot(form.Model.Whh[i], Base) + form.Inputs[input].Drive[i];
            var slopes = Directions.Select(direction => Dot(form.Model.Whh[i], direction)).ToArray();
            if (!Activate(form.Model, ref z, slopes)) return null;
            next[i] = z;
            for (var k = 0; k < slopes.Length; k++) directions[k][i] = slopes[k];
        }
        return new AffineStates(next, directions);
    }

    /// <summary>Roughly how many machine words one <see cref="After"/> touches.</summary>
    public static long Cost(NormalForm form, int directions) => 4L * (1 + directions) * form.Size * form.Size * (1 + form.Bits * form.Size / 512);

    public bool Is(AffineStates other) =>
        Base.AsSpan().SequenceEqual(other.Base) && Directions.Zip(other.Directions).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    public static Rational Dot(Rational[] left, Rational[] right)
    {
        var sum = Rational.Zero;
        for (var i = 0; i < left.Length; i++)
            if (!left[i].IsZero && !right[i].IsZero) sum += left[i] * right[i];
        return sum;
    }

    public static Rational[] Minus(Rational[] left, Rational[] right) => [.. left.Zip(right, (a, b) => a - b)];

    public static Rational[] Plus(Rational[] left, Rational[] right) => [.. left.Zip(right, (a, b) => a + b)];

    private static long Bits(Rational[] vector) => vector.Sum(x => x.Denominator.IsOne ? 1 : x.Denominator.GetBitLength() + Math.Abs(x.Numerator.GetBitLength() - x.Denominator.GetBitLength()));

    /// <summary>z + Σ kᵢ·slopeᵢ through the activation; false where the family may cross a kink or a jump.</summary>
    private static bool Activate(RecurrentModel model, ref Rational z, Rational[] slopes)
    {
        if (model.Activation == CellActivation.Identity) return true;
        var isConstant = slopes.All(slope => slope.IsZero);
        var (neverFalls, neverRises) = (slopes.All(slope => NormalForm.Sign(slope) >= 0), slopes.All(slope => NormalForm.Sign(slope) <= 0));
        var (isAbove, isBelow) = (neverFalls && NormalForm.Sign(z) >= 0, neverRises && NormalForm.Sign(z) <= 0);
        switch (model.Activation)
        {
            case CellActivation.Relu:
                return isAbove || (isBelow && Becomes(ref z, slopes, Rational.Zero));
            case CellActivation.LeakyRelu:
                if (isAbove) return true;
                if (!isBelow) return false;
                z *= model.NegativeSlope;
                for (var k = 0; k < slopes.Length; k++) slopes[k] *= model.NegativeSlope;
                return true;
            case CellActivation.Hardtanh:
                if (neverFalls && z >= Rational.One) return Becomes(ref z, slopes, 1);
                if (neverRises && z <= -Rational.One) return Becomes(ref z, slopes, -1);
                return isConstant && z >= -Rational.One && z <= Rational.One;
            case CellActivation.Step or CellActivation.Sign:
                var isStep = model.Activation == CellActivation.Step;
                if (neverFalls && NormalForm.Sign(z) > 0) return Becomes(ref z, slopes, 1);
                if (neverRises && NormalForm.Sign(z) < 0) return Becomes(ref z, slopes, isStep ? 0 : -1);
                return isConstant && z.IsZero && Becomes(ref z, slopes, isStep ? model.StepAtZero : Rational.Zero);
            default:
                return false;
        }
    }

    private static bool Becomes(ref Rational z, Rational[] slopes, Rational value)
    {
        z = value;
        Array.Clear(slopes);
        return true;
    }
}
