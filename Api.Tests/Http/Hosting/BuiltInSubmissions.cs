using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Http.Hosting;

/// <summary>The service with the built-in exam, and answers to submit to it.</summary>
internal sealed class BuiltInSubmissions : IDisposable
{
    public const string Exam = "dubucezi-2023";

    private readonly Workspace _workspace;

    /// <param name="policy">The policy in the place of the built-in one.</param>
    public BuiltInSubmissions(string? policy = null)
    {
        var exam = JsonNode.Parse(BuiltInExam.Text)!.AsObject();
        if (policy is not null) exam["policy"] = JsonNode.Parse(policy);
        _workspace = new Workspace().With(Exam, exam.ToJsonString());
        Host = new GradingHost(_workspace, families: FamilyCatalog.BuiltIn());
    }

    public GradingHost Host { get; }

    /// <summary>The answers <c>paper</c>, <c>model</c> (right) or <c>mixed</c> (something of everything) to a question.</summary>
    public static JsonObject Answers(string kind, string question) => kind == "mixed"
        ? JsonNode.Parse(File.ReadAllText(Path.Combine(BuiltInExam.Root, "Api.Tests", "Fixtures", "reports", $"mixed-{question}.json")))!.AsObject()
        : BuiltInExam.Answers($"{kind}-{question}");

    /// <summary>Submits answers for the demo student and returns the submission's path.</summary>
    public async Task<string> Submit(string question, JsonObject answers, string? name = "Ana Anić", string query = "")
    {
        var body = GradingHost.Body(answers.ToJsonString(), name: name);
        var reply = await Host.Send(HttpMethod.Post, $"/api/v1/exams/{Exam}/questions/{question}/submissions{query}", "demo-portal", body);
        Assert.InRange(reply.Status, 201, 202);
        return reply.Headers["Location"];
    }

    public void Dispose()
    {
        Host.Dispose();
        _workspace.Dispose();
    }
}
