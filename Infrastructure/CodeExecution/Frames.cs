using System.Buffers.Binary;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>The frames of a run's output: each its length (4 bytes, big endian), then its bytes.</summary>
internal static class Frames
{
    /// <summary>Splits an output into frames; what is left at the end and isn't a whole frame was cut off, and is left out.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> output)
    {
        while (output.Length >= sizeof(uint))
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(output.Span);
            if (length > output.Length - sizeof(uint)) yield break;
            yield return output.Slice(sizeof(uint), (int)length);
            output = output[(sizeof(uint) + (int)length)..];
        }
    }
}
