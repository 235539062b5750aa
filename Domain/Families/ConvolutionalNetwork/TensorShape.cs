using System.Globalization;
using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>
/// The shape of one sample's tensor: a feature map [channels, height, width] or a vector [n]. The batch axis is left out.
/// </summary>
public readonly record struct TensorShape
{
    private TensorShape(long channels, Extent? map) => (Channels, Map) = (channels, map);

    /// <summary>Channels of a map, entries of a vector.</summary>
    public long Channels { get; }

    /// <summary>Height and width of a map; null for a vector.</summary>
    public Extent? Map { get; }

    /// <summary>Whether this is a vector.</summary>
    public bool IsVector => Map is null;

    /// <summary>Number of entries.</summary>
    public BigInteger Elements => Map is { } map ? (BigInteger)Channels * map.Height * map.Width : Channels;

    /// <summary>[channels, height, width] or [n].</summary>
    public IReadOnlyList<long> Dimensions => Map is { } map ? [Channels, map.Height, map.Width] : [Channels];

    /// <summary>A map of the given size.</summary>
    public static TensorShape OfMap(long channels, Extent map) => new(channels, map);

    /// <summary>A map of the given size.</summary>
    public static TensorShape OfMap(long channels, long height, long width) => new(channels, new Extent(height, width));

    /// <summary>A vector of <paramref name="size"/> entries.</summary>
    public static TensorShape OfVector(long size) => new(size, null);

    /// <summary><c>16×28×28</c> or <c>1152</c>.</summary>
    public override string ToString() => Map is { } map
        ? string.Create(CultureInfo.InvariantCulture, $"{Channels}×{map.Height}×{map.Width}")
        : Channels.ToString(CultureInfo.InvariantCulture);
}
