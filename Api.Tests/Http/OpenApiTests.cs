using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Tests.Domain.Families;
using GradingService.Tests.Http.Hosting;
using NJsonSchema;

namespace GradingService.Tests.Http;

public sealed class OpenApiTests(OpenApiTests.Shared shared) : IClassFixture<OpenApiTests.Shared>
{
    /// <summary>Set to write docs/openapi.json anew instead of comparing it: <c>UPDATE_OPENAPI=1 dotnet test</c>.</summary>
    private const string Update = "UPDATE_OPENAPI";

    public static TheoryData<string, string> Questions() => [.. BuiltInExam.Exam.Questions.SelectMany(question =>
        question.Examples.Select(example => (question.Id, example.Name)))];

    [Fact]
    public async Task The_committed_contract_is_the_one_that_is_served()
    {
        var served = (await shared.Host.Get("/openapi/v1.json", null)).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var committed = Path.Combine(BuiltInExam.Root, "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
            await File.WriteAllTextAsync(committed, served, TestContext.Current.CancellationToken);
        Assert.True(
            served == await File.ReadAllTextAsync(committed, TestContext.Current.CancellationToken),
            $"docs/openapi.json is out of date: run the tests with {Update}=1.");
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_tag_words_and_its_keys()
    {
        foreach (var document in new[] { "v1", "questions" })
        {
            var operations = Operations((await shared.Host.Get($"/openapi/{document}.json", null)).Json);
            Assert.Equal(operations.Count, operations.Select(operation => (string)operation["operationId"]!).Distinct().Count());
            Assert.All(operations, operation =>
            {
                Assert.NotEmpty(operation["tags"]!.AsArray());
                Assert.NotEmpty((string)operation["summary"]!);
                Assert.NotEmpty((string)operation["description"]!);
                Assert.Equal(((string)operation["operationId"]!) is "live" or "ready" or "metrics", operation["security"] is null);
            });
        }
    }

    [Fact]
    public async Task Every_loaded_question_has_operations_with_its_prompt()
    {
        var paths = (await shared.Host.Get("/openapi/questions.json", null)).Json["paths"]!;
        foreach (var question in BuiltInExam.Exam.Questions)
            foreach (var verb in new[] { "submissions", "validate" })
            {
                var operation = paths[$"/api/v1/exams/dubucezi-2023/questions/{question.Id}/{verb}"]!["post"]!;
                Assert.Contains(question.Prompt.Hr, (string)operation["description"]!, StringComparison.Ordinal);
                Assert.Contains(question.Prompt.En, (string)operation["description"]!, StringComparison.Ordinal);
                Assert.Equal(question.Examples.Select(example => example.Name), Examples(operation).Select(example => example.Key));
            }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task A_shown_example_posts_at_once(string question, string name)
    {
        var (operation, body) = await Example(question, name);
        var path = $"/api/v1/exams/dubucezi-2023/questions/{question}";
        foreach (var key in new[] { "demo-student", "demo-portal" })
        {
            var posted = await shared.Host.Send(HttpMethod.Post, $"{path}/submissions", key, body.ToJsonString());
            Assert.True(posted.Status is 201 or 202, posted.ToString());
            Assert.Equal(posted.Status == 202, (string)posted.Json["status"]! == "pending");
            if (name == "right" && posted.Status == 201) Assert.Equal((decimal)posted.Json["maxPoints"]!, (decimal)posted.Json["points"]!);
            if (name == "empty") Assert.Equal((201, 0), (posted.Status, (decimal)posted.Json["points"]!));
        }
        var checkedFirst = await shared.Host.Send(HttpMethod.Post, $"{path}/validate", "demo-student", body.ToJsonString());
        Assert.True((bool)checkedFirst.Json["readable"]!, checkedFirst.ToString());
        Assert.NotNull(operation["responses"]!["201"]);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task The_shown_schema_accepts_a_shown_example_and_refuses_an_unknown_item(string question, string name)
    {
        var (operation, body) = await Example(question, name);
        var schema = await JsonSchema.FromJsonAsync(Content(operation)["schema"]!.ToJsonString(), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(body.ToJsonString()));
        body["answers"]!["zz"] = 1;
        Assert.NotEmpty(schema.Validate(body.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task The_contract_describes_what_is_answered(string question, string name)
    {
        var (_, body) = await Example(question, name);
        var contract = (await shared.Host.Get("/openapi/v1.json", null)).Json;
        var path = $"/api/v1/exams/dubucezi-2023/questions/{question}";
        var posted = await shared.Host.Send(HttpMethod.Post, $"{path}/submissions", "demo-portal", body.ToJsonString());
        var shown = await shared.Host.Get(path, "demo-student");
        await Described("SubmissionResponse", posted.Text);
        await Described("QuestionResponse", shown.Text);
        await Described("Problem", (await shared.Host.Get("/api/v1/exams/none")).Text);

        async Task Described(string name, string json)
        {
            var schemas = contract["components"]!["schemas"]!.ToJsonString();
            var definitions = JsonNode.Parse(schemas.Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal))!;
            var schema = definitions[name]!.DeepClone();
            schema["definitions"] = definitions;
            Assert.Empty((await JsonSchema.FromJsonAsync(schema.ToJsonString(), TestContext.Current.CancellationToken)).Validate(json));
        }
    }

    private async Task<(JsonNode Operation, JsonObject Body)> Example(string question, string name)
    {
        var paths = (await shared.Host.Get("/openapi/questions.json", null)).Json["paths"]!;
        var operation = paths[$"/api/v1/exams/dubucezi-2023/questions/{question}/submissions"]!["post"]!;
        return (operation, Examples(operation)[name]!["value"]!.DeepClone().AsObject());
    }

    private static JsonNode Content(JsonNode operation) => operation["requestBody"]!["content"]!["application/json"]!;

    private static JsonObject Examples(JsonNode operation) => Content(operation)["examples"]!.AsObject();

    private static List<JsonNode> Operations(JsonNode document) =>
        [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!)];

    public sealed class Shared : IDisposable
    {
        private readonly Workspace _workspace = new Workspace().With("dubucezi-2023", BuiltInExam.Exam.Content);

        public Shared() => Host = new GradingHost(_workspace, families: FamilyCatalog.BuiltIn());

        internal GradingHost Host { get; }

        public void Dispose()
        {
            Host.Dispose();
            _workspace.Dispose();
        }
    }
}
