using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Families.RecurrentClassifier;
using GradingService.Domain.Families.RecurrentClassifier.Verification;

namespace GradingService.Bench;

/// <summary>Reads a model a line, <c>{"property", "symbol", "bits", "model"}</c>, and writes its verdict a line.</summary>
internal static class Verdicts
{
    public static void Print(TextReader models, TextWriter verdicts)
    {
        while (models.ReadLine() is { } line)
        {
            var asked = JsonSerializer.Deserialize<JsonElement>(line);
            var bits = asked.GetProperty("bits").GetInt32();
            var symbol = asked.TryGetProperty("symbol", out var given) ? given.GetString() : null;
            var specification = new Specification(Enum.Parse<SequenceProperty>(asked.GetProperty("property").GetString()!, ignoreCase: true), bits, symbol);
            var type = new RecurrentModelType(bits, []);
            var reading = type.Read(asked.GetProperty("model"));
            if (reading.Answer is not { } answer) throw new InvalidDataException($"{reading.Problem?.En}: {line}");
            var watch = Stopwatch.StartNew();
            var verdict = ModelVerifier.Verify(type.Value(answer), specification, TimeSpan.FromMinutes(1));
            verdicts.WriteLine(new JsonObject
            {
                ["status"] = verdict.Status.ToString(),
                ["certificate"] = verdict.Certificate,
                ["length"] = verdict.Counterexample?.Count,
                ["counterexample"] = Listed(verdict.Counterexample),
                ["isShortest"] = verdict.IsShortest,
                ["checkedLength"] = verdict.CheckedLength,
                ["tie"] = Listed(verdict.TieWithinRounding),
                ["milliseconds"] = watch.Elapsed.TotalMilliseconds,
            }.ToJsonString());
        }
    }

    private static JsonArray? Listed(WordRuns? words) =>
        words is null ? null : new JsonArray([.. words.Runs.Select(run => (JsonNode)new JsonArray(run.Word, run.Times))]);
}
