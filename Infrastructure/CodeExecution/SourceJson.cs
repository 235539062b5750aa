using System.Text.Json;
using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Reads what became of a source.</summary>
internal static class SourceJson
{
    private static readonly string[] Methods = ["forward", "backward_inputs", "backward_params"];

    public static SourceReport? Read(JsonElement report)
    {
        if (report.ValueKind != JsonValueKind.Object) return null;
        var stage = report.Text("stage") switch
        {
            "compile" => SourceStage.Compile,
            "run" => SourceStage.Run,
            "class" => SourceStage.Class,
            "construct" => SourceStage.Construct,
            _ => SourceStage.Ready,
        };
        return new SourceReport(
            stage,
            ByParameters: report.Text("form") is "parameters",
            [.. Methods.Where(name => Lists(report, "methods", name))],
            Renamed: report.Flag("renamed"),
            UninitialisedModule: report.Flag("uninitialised"),
            Failure(report));
    }

    /// <summary>How a source failed; null where it didn't.</summary>
    private static StepOutcome? Failure(JsonElement report)
    {
        if (report.Field("raised", JsonValueKind.Object) is { } raised)
            return new Raised(raised.Text("type"), raised.Text("text"), raised.Number("line"), raised.Flag("torch"));
        return report.Text("ended") is "time" ? new TimedOut() : null;
    }

    private static bool Lists(JsonElement report, string field, string name) =>
        report.Field(field, JsonValueKind.Array) is { } list
        && list.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.Harmless() == name);
}
