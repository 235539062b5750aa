using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GradingService.Bench;

/// <summary>What a load came to.</summary>
internal sealed record LoadResult(int Submissions, TimeSpan Elapsed, double MedianMilliseconds, double P99Milliseconds)
{
    public double PerSecond => Submissions / Elapsed.TotalSeconds;
}

/// <summary>Posts marked, keyed, idempotent submissions of question 4 over a number of connections, each waiting for its answer before the next.</summary>
internal static class Load
{
    private const int Students = 10_000;
    private const string Student = "@@@student";
    private const string Key = "@@@@@@@@@@@@@@@@@@@@@@@@@@@@@key";

    /// <param name="onProgress">Told how many were acknowledged, about every hundred thousand.</param>
    /// <exception cref="InvalidOperationException">An answer was other than 201.</exception>
    public static async Task<LoadResult> Run(int port, string bearer, string answers, int connections, int most, TimeSpan longest, Action<int>? onProgress = null)
    {
        var template = Template(bearer, answers);
        var (next, ticks) = (0, new List<long>[connections]);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async i =>
        {
            var (request, own) = ((byte[])template.Bytes.Clone(), ticks[i] = new List<long>(most / connections + 1));
            using var connection = await Connection.Open(port);
            while (watch.Elapsed < longest && Interlocked.Increment(ref next) is var number && number <= most)
            {
                Write(request.AsSpan(template.Student, Student.Length), number % Students);
                Write(request.AsSpan(template.Key, Key.Length), number);
                var sent = Stopwatch.GetTimestamp();
                var (status, answer) = await connection.Post(request);
                own.Add(Stopwatch.GetTimestamp() - sent);
                if (status != 201) throw new InvalidOperationException(Encoding.UTF8.GetString(answer.Span));
                if (number % 100_000 == 0) onProgress?.Invoke(number);
            }
        }));
        var elapsed = watch.Elapsed;
        var sorted = ticks.SelectMany(own => own).Order().ToArray();
        return new LoadResult(sorted.Length, elapsed, At(0.5), At(0.99));

        double At(double share) => sorted[(int)(share * (sorted.Length - 1))] * 1000.0 / Stopwatch.Frequency;
    }

    private static (byte[] Bytes, int Student, int Key) Template(string bearer, string answers)
    {
        // Another run over the same database must not repeat these keys.
        var run = Guid.NewGuid().ToString("N")[..3];
        var body = $$"""{"studentId":"{{Student}}","studentName":"Đurđa Žižić","answers":{{answers}}}""";
        var text = string.Create(CultureInfo.InvariantCulture,
            $"POST /api/v1/exams/dubucezi-2023/questions/4/submissions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {bearer}\r\nContent-Type: application/json\r\nIdempotency-Key: {run}{Key}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        var bytes = Encoding.UTF8.GetBytes(text);
        return (bytes, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Student)), bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Key)));
    }

    private static void Write(Span<byte> place, int number)
    {
        for (var i = place.Length - 1; i >= 0; i--) (place[i], number) = ((byte)('0' + number % 10), number / 10);
    }
}
