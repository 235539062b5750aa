using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using GradingService.Domain;
using GradingService.Domain.Answers;
using Microsoft.Net.Http.Headers;

namespace GradingService.Api.Http;

/// <summary>A request's body: at most 1 MiB of strict JSON in UTF-8, read by us so that every refusal says why.</summary>
public sealed class JsonBody : IDisposable
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private readonly byte[] _rented;
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly JsonDocument _json;

    private JsonBody(byte[] rented, int length, long firstLine)
    {
        _rented = rented;
        _utf8 = rented.AsMemory(0, length);
        _json = Parse(_utf8, firstLine);
    }

    public JsonElement Root => _json.RootElement;

    /// <summary>The SHA-256 of the body as it came, hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(_utf8.Span));

    /// <exception cref="ProblemException">It is too large, not JSON, or holds characters that aren't allowed.</exception>
    public static async ValueTask<JsonBody> Read(HttpContext context)
    {
        var request = context.Request;
        if (!IsJson(request.ContentType)) throw new ProblemException(ProblemType.UnsupportedMediaType);
        if (request.ContentLength > MostBytes) throw new ProblemException(ProblemType.TooLarge);
        var reader = request.BodyReader;
        while (true)
        {
            // A client that leaves ends the reading without a token, which the server would have to make for every request.
            var result = await reader.ReadAsync(CancellationToken.None);
            if (result.Buffer.Length > MostBytes)
            {
                // The server can only drain what is left, and keep the connection, once this is let go.
                reader.AdvanceTo(result.Buffer.End);
                throw new ProblemException(ProblemType.TooLarge);
            }
            if (result.IsCompleted) return Take(context, result.Buffer);
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>One line of a body of many; the caller disposes it.</summary>
    /// <param name="line">At most <see cref="MostBytes"/>.</param>
    /// <param name="number">Its number within the body, from 1, to say where it is at fault.</param>
    /// <exception cref="ProblemException">It is not JSON, or holds characters that aren't allowed.</exception>
    internal static JsonBody OfLine(ReadOnlyMemory<byte> line, long number)
    {
        var rented = ArrayPool<byte>.Shared.Rent(line.Length);
        line.CopyTo(rented);
        return Take(rented, line.Length, number);
    }

    private static JsonBody Take(HttpContext context, ReadOnlySequence<byte> buffer)
    {
        var length = (int)buffer.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(rented);
        context.Request.BodyReader.AdvanceTo(buffer.End);
        var body = Take(rented, length, firstLine: 1);
        context.Response.RegisterForDispose(body);
        return body;
    }

    private static JsonBody Take(byte[] rented, int length, long firstLine)
    {
        try
        {
            return new JsonBody(rented, length, firstLine);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw;
        }
    }

    public void Dispose()
    {
        _json.Dispose();
        ArrayPool<byte>.Shared.Return(_rented);
    }

    private static bool IsJson(string? contentType) =>
        contentType == "application/json" || MediaTypeHeaderValue.TryParse(contentType, out var type) && IsJson(type);

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
        && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8, long firstLine)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8.Span)) throw Malformed(new("Tijelo nije ispravan UTF-8.", "The body isn't valid UTF-8."));
        try
        {
            var json = JsonDocument.Parse(utf8, Strict);
            if (ForbiddenCharacters.Find(json.RootElement, utf8.Span) is { } pointer) throw Forbidden(pointer);
            return json;
        }
        catch (JsonException e)
        {
            throw Malformed(Reason(e, firstLine));
        }
        catch (InvalidOperationException)
        {
            // The check for duplicates unescapes names and gives up on half a surrogate pair.
            throw Forbidden("");
        }
    }

    private static ProblemException Malformed(LocalizedText detail) => new(ProblemType.MalformedJson, detail);

    private static ProblemException Forbidden(string pointer)
    {
        var faults = new Faults();
        faults.Add(pointer, Problems.BadCharacter);
        return new ProblemException(ProblemType.Unreadable, faults: faults);
    }

    private static LocalizedText Reason(JsonException e, long firstLine)
    {
        if (e.Message.StartsWith("Duplicate property", StringComparison.Ordinal))
            return new("Isto ime pojavljuje se dvaput u jednom objektu.", "A name appears twice in one object.");
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? e.Message : e.Message[..end];
        var (line, column) = (e.LineNumber + firstLine, e.BytePositionInLine + 1);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"Redak {line}, bajt {column}: ovo nije ispravan JSON (decimale se pišu s točkom, nazivi u navodnicima)."),
            string.Create(CultureInfo.InvariantCulture, $"Line {line}, byte {column}: {reason}"));
    }
}
