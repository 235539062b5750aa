namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>Random numbers for trials: two decimals, so that people can read them, few of which float32 holds exactly; none near zero.</summary>
internal sealed class TrialNumbers(int seed)
{
    private const int Smallest = 11, Hundredths = 239;

    private readonly Random _random = new(seed);

    public NumericArray Array(params int[] shape)
    {
        var data = new double[shape.Aggregate(1, (product, size) => product * size)];
        for (var at = 0; at < data.Length; at++)
        {
            var drawn = _random.Next(-Hundredths, Hundredths);
            data[at] = (drawn < 0 ? drawn - Smallest + 1 : drawn + Smallest) / 100.0;
        }
        return new(shape, data);
    }

    /// <summary>Weights that differ from their transpose, so that a layer shows which of the two it keeps; only one by one has none.</summary>
    public NumericArray Weights(int outputs, int inputs)
    {
        NumericArray drawn;
        do drawn = Array(outputs, inputs);
        while (outputs == inputs && outputs > 1 && drawn.Equals(drawn.Transposed()));
        return drawn;
    }

    /// <summary>An array as it arrives when its entries' type can't hold all that was drawn: float32 rounds; for integers hundredths become whole.</summary>
    public static SentArray AsReceived(SentArray sent) => sent with
    {
        Block = sent.Type switch
        {
            EntryType.Single => sent.Block.Map(x => (float)x),
            EntryType.Integer => sent.Block.Map(x => Math.Round(x * 10)),
            _ => sent.Block,
        },
    };
}
