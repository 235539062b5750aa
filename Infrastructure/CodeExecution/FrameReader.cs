using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Reads a frame, which nobody can trust, from its start to its end. Once something in it isn't as it should be, all that follows reads as nothing.</summary>
/// <param name="rest">What is still to be read.</param>
/// <param name="nodes">How many more values may come: small ones take much more memory here than in a frame.</param>
internal ref struct FrameReader(ReadOnlySpan<byte> rest, int nodes)
{
    private const int MostAxes = 8, MostNumbers = 1 << 16, MostItems = 4096, MostEntries = 16, Deepest = 8;

    /// <summary>The harness carries the numbers of all arrays up to this size, so that a smaller one without numbers is forged.</summary>
    private const int MostCarried = 1 << 13;

    private static readonly ObservedOddity Odd = new("?");
    private static readonly ObservedNothing Nothing = new();

    private ReadOnlySpan<byte> _rest = rest;

    /// <summary>How many more values may come.</summary>
    public int Nodes { get; private set; } = nodes;

    /// <summary>Whether something was wrong.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether all was read, and nothing was wrong.</summary>
    public readonly bool IsAtEnd => !IsBroken && _rest.IsEmpty;

    public byte Byte() => Bytes(1) is [var one] ? one : (byte)0;

    public int Number16() => Bytes(sizeof(ushort)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : 0;

    public uint Number32() => Bytes(sizeof(uint)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    /// <summary>A text that may be shown and stored.</summary>
    public string Text()
    {
        var length = Number32();
        if (length > _rest.Length) return Break("");
        var bytes = Bytes((int)length);
        return HarmlessText.Of(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, HarmlessText.MostBytes)]));
    }

    /// <summary>A value; null where the harness says that there is none.</summary>
    public ObservedValue? OptionalValue()
    {
        if (_rest is not [(byte)'-', ..]) return Value(0);
        Byte();
        return null;
    }

    private ObservedValue Value(int depth)
    {
        if (depth > Deepest || --Nodes < 0) return Break(Odd);
        return Byte() switch
        {
            (byte)'A' => Array(Sizes()),
            (byte)'H' => Huge(Sizes()),
            (byte)'L' => List(depth),
            (byte)'D' => new ObservedEntries(Entries(depth)),
            (byte)'T' => new ObservedText(Text()),
            (byte)'O' => Text() is { Length: > 0 } type ? new ObservedOddity(type) : Odd,
            (byte)'N' => Nothing,
            _ => Break(Odd),
        };
    }

    private ObservedValue List(int depth)
    {
        var count = Number32();
        // A value takes a byte at least.
        if (count > MostItems || count > _rest.Length) return Break(Odd);
        var items = new ObservedValue[count];
        for (var at = 0; at < items.Length; at++) items[at] = IsBroken ? Odd : Value(depth + 1);
        return new ObservedList(items);
    }

    private Dictionary<string, ObservedValue> Entries(int depth)
    {
        var entries = new Dictionary<string, ObservedValue>();
        var count = Number32();
        if (count > MostEntries) Break(Odd);
        for (var at = 0; at < count && !IsBroken; at++)
        {
            if (Byte() != 'T') Break(Odd);
            var name = Text();
            entries[name] = Value(depth + 1);
        }
        return entries;
    }

    private long[]? Sizes()
    {
        var axes = Byte();
        if (axes > MostAxes) return Break<long[]?>(null);
        var sizes = new long[axes];
        for (var axis = 0; axis < axes; axis++)
        {
            sizes[axis] = Bytes(sizeof(long)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : -1;
            if (sizes[axis] is < 0 or > int.MaxValue) return Break<long[]?>(null);
        }
        return sizes;
    }

    private ObservedValue Array(long[]? sizes)
    {
        if (sizes is null || CountOf(sizes) is not (<= MostNumbers and var count)) return Break(Odd);
        var bytes = Bytes((int)count * sizeof(double));
        if (IsBroken) return Odd;
        var data = new double[count];
        if (BitConverter.IsLittleEndian) MemoryMarshal.Cast<byte, double>(bytes).CopyTo(data);
        else
            for (var at = 0; at < data.Length; at++) data[at] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(at * sizeof(double))..]);
        return new ObservedArray(new NumericArray(System.Array.ConvertAll(sizes, size => (int)size), data));
    }

    private static ObservedValue Huge(long[]? sizes) => sizes is not null && CountOf(sizes) > MostCarried ? new ObservedHugeArray(sizes) : Odd;

    private static long CountOf(long[] sizes)
    {
        long count = 1;
        foreach (var size in sizes) count = size == 0 || count <= long.MaxValue / size ? count * size : long.MaxValue;
        return count;
    }

    /// <summary>So many bytes; none where there are fewer.</summary>
    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (IsBroken || count > _rest.Length)
        {
            IsBroken = true;
            return [];
        }
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    private T Break<T>(T instead)
    {
        IsBroken = true;
        return instead;
    }
}
