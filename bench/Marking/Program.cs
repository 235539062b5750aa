// How long it takes to read and mark one submission, beside a ceiling: parsing the same JSON and doing nothing with it.
//   dotnet run -c Release --project bench/Marking
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using GradingService.Bench;

var config = ManualConfig.Create(DefaultConfig.Instance)
    // Within this process: a project made for each benchmark would be built by rules of its own.
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine(ShippedExam.Root, "artifacts", "benchmarks"));
BenchmarkSwitcher.FromTypes([typeof(Marking)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
