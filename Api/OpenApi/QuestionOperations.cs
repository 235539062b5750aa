using System.Text.Json.Nodes;
using GradingService.Api.Exams;
using GradingService.Api.Http;
using GradingService.Api.Submissions;
using GradingService.Domain.Exams;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradingService.Api.OpenApi;

/// <summary>Gives every loaded question operations of its own, since examples can't depend on a path parameter.</summary>
/// <remarks>
/// Anyone may read the document, so it shows only exams that are open; and answers, right or mistaken, only where <see cref="ShowsAnswers"/> says so:
/// in Development, or for an exam that isn't secret.
/// </remarks>
internal sealed class QuestionOperations(LoadedExams exams, IHostEnvironment environment, IConfiguration configuration, TimeProvider clock) : IDocumentFilter
{
    private const string ShowsAnswers = "OpenApi:ShowsAnswers";

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        if (context.DocumentName != OpenApiSetup.Questions) return;
        var paths = new OpenApiPaths();
        var tags = new HashSet<OpenApiTag>();
        var showsAnswers = configuration.GetValue(ShowsAnswers, environment.IsDevelopment());
        foreach (var exam in exams.All.Where(exam => exam.Policy.IsOpenedAt(clock.GetUtcNow())))
            foreach (var question in exam.Questions)
            {
                var tag = $"{exam.Id}, {question.Id}";
                tags.Add(new OpenApiTag { Name = tag, Description = $"{question.Title.En} · {question.Title.Hr}" });
                var page = new QuestionPage(swaggerDoc, context, exam, question, tag, showsAnswers);
                paths.Add($"{page.Path}/submissions", page.Submit());
                paths.Add($"{page.Path}/validate", page.Validate());
            }
        foreach (var (path, item) in swaggerDoc.Paths) paths.Add(path, item);
        foreach (var name in new[] { Tags.Submissions, Tags.Results })
            tags.Add(new OpenApiTag { Name = name, Description = Tags.Descriptions[name] });
        (swaggerDoc.Paths, swaggerDoc.Tags) = (paths, tags);
    }
}

/// <summary>The operations of one question.</summary>
internal sealed class QuestionPage(
    OpenApiDocument document, DocumentFilterContext context, Exam exam, Question question, string tag, bool showsAnswers)
{
    /// <summary>Who the examples are from: the student of the demo key, so that they post with it as well as with a portal's.</summary>
    public const string ExampleStudent = "0036500001";

    public string Path => $"/api/v1/exams/{exam.Id}/questions/{question.Id}";

    public OpenApiPathItem Submit()
    {
        var operation = Operation("submit", $"Submit answers to question {question.Id}: {question.Title.En}");
        operation.Parameters =
        [
            Parameter("unreadable", ParameterLocation.Query, "`keep` takes what can be read; otherwise an unreadable item refuses all.", "keep"),
            Parameter("Idempotency-Key", ParameterLocation.Header, "A repeated request with the same key returns the same submission."),
        ];
        operation.Responses = Responses(typeof(SubmissionResponse), 201, 202);
        return Post(operation);
    }

    public OpenApiPathItem Validate()
    {
        var operation = Operation("validate", $"Check how answers to question {question.Id} are read; nothing is marked or stored");
        operation.Responses = Responses(typeof(ValidationResponse), 200);
        return Post(operation);
    }

    private OpenApiOperation Operation(string verb, string summary) => new()
    {
        OperationId = $"{verb}-{exam.Id}-{question.Id}",
        Tags = new HashSet<OpenApiTagReference> { new(tag, document) },
        Summary = summary,
        Description = $"{question.Prompt.En}\n\n---\n\n{question.Prompt.Hr}",
        Security = [OperationNotes.Bearer(document)],
        RequestBody = OperationNotes.JsonBodyOf(AnswerSchema.Of(question), Examples().ToDictionary(example => example.Name, Example)),
    };

    private IEnumerable<ExampleAnswers> Examples() =>
        showsAnswers ? question.Examples : [new("template", new("Prazan obrazac", "The empty form"), question.Form.Template)];

    private IOpenApiExample Example(ExampleAnswers example) => new OpenApiExample
    {
        Summary = $"{example.Summary.En} · {example.Summary.Hr}",
        Value = new JsonObject { ["studentId"] = ExampleStudent, ["answers"] = example.Answers.DeepClone() },
    };

    private OpenApiResponses Responses(Type type, params int[] statuses)
    {
        var responses = new OpenApiResponses();
        foreach (var status in statuses) Add(status, type, "application/json");
        foreach (var status in new[] { 400, 401, 403, 404, 409, 413, 415, 422, 503 })
            if (statuses.Contains(201) || status is not (409 or 422 or 503)) Add(status, typeof(Problem), "application/problem+json");
        OperationNotes.DescribeHeaders(responses);
        return responses;

        void Add(int status, Type contract, string mediaType) => responses.Add(FormattableString.Invariant($"{status}"), new OpenApiResponse
        {
            Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [mediaType] = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(contract, context.SchemaRepository) },
            },
        });
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation location, string description, string? only = null) => new()
    {
        Name = name,
        In = location,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = only is null ? null : [JsonValue.Create(only)] },
    };

    private static OpenApiPathItem Post(OpenApiOperation operation) =>
        new() { Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = operation } };
}
