using System.Text.Json;
using GradingService.Api.Http;
using GradingService.Api.Submissions;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Http;

/// <summary>The answer to a submission is written by hand; the framework's serializer, told of nothing but the contract, says what it must be.</summary>
public sealed class SubmissionJsonTests
{
    private static readonly JsonSerializerOptions ByHand = ApiJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));
    private static readonly JsonSerializerOptions ByContract = WithoutConverter();

    [Fact]
    public async Task Answers_to_submissions_are_written_as_the_contract_says()
    {
        var written = 0;
        foreach (var question in BuiltInExam.Exam.Questions)
            foreach (var example in question.Examples)
            {
                var sheet = question.Scheme.Read(JsonSerializer.SerializeToElement(example.Answers));
                AssertSame(await question.Scheme.Mark(sheet, new Judging { OnlyAtOnce = true }, TestContext.Current.CancellationToken));
                written++;
            }
        Assert.True(written > BuiltInExam.Exam.Questions.Count);
    }

    [Fact]
    public void Whatever_a_mark_may_hold_is_written_as_the_contract_says() => AssertSame(new Marks(
        new(1, 3), 4,
        [
            new("č\"<", new(1, 3), 4,
            [
                new ItemMark("pending", Verdict.Pending, null, 1),
                new ItemMark("all", Verdict.Partial, new(1, 3), 2)
                {
                    Mistake = "square-missing",
                    Message = new("Poruka „đ” \u0001 \\", "A message 'x' 😀 \n"),
                    Understood = JsonSerializer.SerializeToNode(new object?[] { 1.5, null, "a\u0000b", new[] { 1e-7, 12345678901234.5 } }),
                    WrongEntries = ["[0]", "out[1]"],
                    Warnings = [new("module-not-initialised", new("hr", "en"))],
                    Evidence = new Evidence("failing-size") { Details = new() { ["height"] = 61, ["nothing"] = null, ["text"] = "λ" } },
                },
            ]),
            new("empty", 0, 0, []),
        ]));

    private static void AssertSame(Marks marks)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        foreach (var name in new[] { null, "Đurđa Žižić" })
        {
            var submission = new Submission(Guid.CreateVersion7(time), "exam", "version", "4", "0036500001", name, 3, time, "{}", new Grade(time, marks));
            foreach (var feedback in Enum.GetValues<Feedback>())
            {
                var response = SubmissionResponse.Of(submission, feedback);
                Assert.Equal(JsonSerializer.Serialize(response, ByContract), JsonSerializer.Serialize(response, ByHand));
            }
        }
    }

    private static JsonSerializerOptions WithoutConverter()
    {
        var options = ApiJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));
        options.Converters.Remove(options.Converters.OfType<SubmissionJson>().Single());
        return options;
    }
}
