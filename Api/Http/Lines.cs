using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace GradingService.Api.Http;

/// <summary>A line of a body.</summary>
/// <param name="Number">From 1, blank lines counted.</param>
/// <param name="Utf8">What it holds; null where it is longer than <see cref="JsonBody.MostBytes"/>.</param>
internal readonly record struct Line(long Number, byte[]? Utf8);

/// <summary>Bodies of lines (NDJSON): as long as they like, read a line at a time.</summary>
internal static class Lines
{
    public const string MediaType = "application/x-ndjson";

    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r"u8);

    /// <summary>The lines that aren't blank. Of a line that is too long nothing is kept.</summary>
    public static async IAsyncEnumerable<Line> Read(PipeReader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (number, tooLong) = (1L, false);
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                if (Take(buffer.Slice(0, end), number++, tooLong) is { } line) yield return line;
                tooLong = false;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (result.IsCompleted)
            {
                if (Take(buffer, number, tooLong) is { } last) yield return last;
                reader.AdvanceTo(buffer.End);
                yield break;
            }
            tooLong |= buffer.Length > JsonBody.MostBytes;
            reader.AdvanceTo(tooLong ? buffer.End : buffer.Start, buffer.End);
        }
    }

    private static Line? Take(ReadOnlySequence<byte> line, long number, bool tooLong)
    {
        if (tooLong || line.Length > JsonBody.MostBytes) return new Line(number, null);
        return IsBlank(line) ? null : new Line(number, line.ToArray());
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
            if (segment.Span.ContainsAnyExcept(Blank)) return false;
        return true;
    }
}
