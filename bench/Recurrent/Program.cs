// Random recurrent models against brute force over all sequences up to length 8, and the time of a verdict.
//   dotnet run -c Release --project bench/Recurrent -- [models=10000] [seed=1]
//   dotnet run -c Release --project bench/Recurrent -- verdicts < models.jsonl    (what oracle.py runs)
using System.Diagnostics;
using System.Globalization;
using GradingService.Domain.Families.RecurrentClassifier;
using GradingService.Domain.Families.RecurrentClassifier.Verification;
using GradingService.Bench;
using GradingService.Tests.Domain.Families.RecurrentClassifier;

if (args is ["verdicts"])
{
    Verdicts.Print(Console.In, Console.Out);
    return 0;
}

const int Longest = 8;
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var (models, specification) = (new RandomModels(seed), new Specification(SequenceProperty.MajorityOdd, 2));
var times = new List<(double Milliseconds, VerdictStatus Status)>();
var disagreements = 0;
for (var i = 0; i < count; i++)
{
    var model = models.Next();
    var watch = Stopwatch.StartNew();
    var verdict = ModelVerifier.Verify(model, specification, TimeSpan.FromMinutes(1));
    if (verdict.Status == VerdictStatus.Undecided) Console.WriteLine($"undecided: {new RecurrentModelType(2, []).Write(model).ToJsonString()}");
    times.Add((watch.Elapsed.TotalMilliseconds, verdict.Status));
    var shortest = BruteForce.ShortestCounterexample(model, specification, Longest);
    long? found = verdict.TieWithinRounding?.Count is { } tie ? Math.Min(tie, verdict.Counterexample!.Count) : verdict.Counterexample?.Count;
    if (shortest == (found > Longest ? null : found)) continue;
    disagreements++;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model {i}: brute force {shortest}, verifier {verdict.Status} {found}: {new RecurrentModelType(2, []).Write(model).ToJsonString()}"));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} models, {disagreements} disagreements with brute force up to length {Longest}"));
Console.WriteLine("| verdict | models | verdicts/s | median ms | slowest ms |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var group in times.GroupBy(time => time.Status).OrderBy(group => group.Key))
{
    var sorted = group.Select(time => time.Milliseconds).Order().ToArray();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {group.Key} | {sorted.Length} | {1000 * sorted.Length / sorted.Sum():F0} | {sorted[sorted.Length / 2]:F2} | {sorted[^1]:F0} |"));
}
return disagreements == 0 ? 0 : 1;
