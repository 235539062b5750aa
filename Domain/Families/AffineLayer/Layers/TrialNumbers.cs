namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>Random numbers for trials: two decimals, so that people can read them, few of which float32 holds exactly; none near zero.</summary>
internal sealed class TrialNumbers(int seed)
{
    private readonly Random _random = new(seed);

    public NumericArray Array(params int[] shape)
    {
        var data = new double[shape.Aggregate(1, (product, size) => product * size)];
        for (var at = 0; at < data.Length; at++) data[at] = _random.Next(11, 250) / 100.0 * (_random.Next(2) == 0 ? 1 : -1);
        return new(shape, data);
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
