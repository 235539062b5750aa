using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Tests.Domain.Families;
using NJsonSchema;

namespace GradingService.Tests.Domain.Exams;

/// <summary>The schema that editors use says of exam files what the service says at start.</summary>
public sealed class ExamSchemaTests
{
    private static readonly string Folder = Path.Combine(BuiltInExam.Root, "exams");

    private static async Task<bool> IsValid(string exam)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Folder, "exam.schema.json"), TestContext.Current.CancellationToken);
        return schema.Validate(exam).Count == 0;
    }

    private static JsonObject Shipped() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "dubucezi-2023.json")))!.AsObject();

    private static bool IsRead(string exam)
    {
        try
        {
            new ExamReader(FamilyCatalog.BuiltIn()).Read("exam", exam);
            return true;
        }
        catch (ExamFaultException)
        {
            return false;
        }
    }

    [Fact]
    public async Task The_shipped_exam_fits_the_schema() => Assert.True(await IsValid(Shipped().ToJsonString()));

    [Fact]
    public void The_schema_knows_every_family()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "exam.schema.json")))!;
        var named = schema["definitions"]!["question"]!["properties"]!["family"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>());

        Assert.Equal(FamilyCatalog.BuiltIn().Names.Order(), named.Order());
    }

    public static TheoryData<string, string, string> Faults() => new()
    {
        { "an unknown property", "policy", "{\"attempt\": 1}" },
        { "no attempts", "policy", "{\"attempts\": 0}" },
        { "an unknown way to count", "policy", "{\"counts\": \"worst\"}" },
        { "no questions", "questions", "[]" },
        { "a title in one language", "title", "{\"en\": \"Exam\"}" },
        { "an unknown family", "questions", "[{\"id\":\"1\",\"title\":{\"hr\":\"a\",\"en\":\"a\"},\"family\":\"essay\",\"points\":1,\"parameters\":{}}]" },
        { "missing parameters", "questions", "[{\"id\":\"1\",\"title\":{\"hr\":\"a\",\"en\":\"a\"},\"family\":\"contrastiveEmbedding\",\"points\":1,\"parameters\":{\"bias\":1}}]" },
        { "an unknown parameter", "questions", "[{\"id\":\"1\",\"title\":{\"hr\":\"a\",\"en\":\"a\"},\"family\":\"affineLayer\",\"points\":1,\"parameters\":{\"m\":1}}]" },
        { "negative points", "questions", "[{\"id\":\"1\",\"title\":{\"hr\":\"a\",\"en\":\"a\"},\"family\":\"affineLayer\",\"points\":-1,\"parameters\":{}}]" },
        { "a bad question id", "questions", "[{\"id\":\"Q 1\",\"title\":{\"hr\":\"a\",\"en\":\"a\"},\"family\":\"affineLayer\",\"points\":1,\"parameters\":{}}]" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Schema_and_service_refuse_the_same_fault(string fault, string property, string value)
    {
        var exam = Shipped();
        exam[property] = JsonNode.Parse(value);
        var text = exam.ToJsonString();

        Assert.False(await IsValid(text), $"the schema accepts {fault}");
        Assert.False(IsRead(text), $"the service accepts {fault}");
    }
}
