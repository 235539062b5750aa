using System.Text.Json;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Exams;

public sealed class ExamReaderTests
{
    private static ExamFaultException Fault(string text) => Assert.Throws<ExamFaultException>(() => LineFamily.Reader.Read("exam", text));

    [Fact]
    public void An_exam_is_read_with_its_questions_derived()
    {
        var exam = LineFamily.Reader.Read("exam-1", LineFamily.Exam(""", "parts": {"a": {"points": 2.5}}, "tolerances": {"b.sum": {"relative": 0.01, "absolute": 0}}"""));
        var question = exam.Find("1")!;
        Assert.Equal([new Rational(5, 2), new Rational(15, 2)], question.Scheme.Parts.Select(part => part.Points));
        Assert.Equal("[1.33333333333,1.66666666667]", Solution.Of(question.Scheme)[0].Value.ToJsonString());
        Assert.Equal(["right", "followThrough", "mistake", "empty"], question.Examples.Select(example => example.Name));
        Assert.Null(exam.Find("2"));
    }

    [Fact]
    public void White_space_does_not_change_an_exams_version_and_anything_else_does()
    {
        var version = LineFamily.Reader.Read("exam", LineFamily.Exam()).Version;
        Assert.Matches("^[0-9a-f]{64}$", version);
        Assert.Equal(version, LineFamily.Reader.Read("exam", LineFamily.Exam().Replace("\n", "\r\n   ", StringComparison.Ordinal)).Version);
        Assert.NotEqual(version, LineFamily.Reader.Read("exam", LineFamily.Exam(points: "11")).Version);
    }

    [Fact]
    public void The_content_of_a_version_loads_as_the_same_version()
    {
        var exam = LineFamily.Reader.Read("exam", LineFamily.Exam());
        var again = LineFamily.Reader.Read("exam", exam.Content);
        Assert.Equal((exam.Version, exam.Content), (again.Version, again.Content));
    }

    [Theory]
    [InlineData("1e28", "/questions/0/points")]
    [InlineData("0", "/questions/0/points")]
    [InlineData("-1", "/questions/0/points")]
    [InlineData("\"1/0\"", "/questions/0/points")]
    [InlineData("\"ten\"", "/questions/0/points")]
    [InlineData("null", "/questions/0/points")]
    [InlineData("1e999", "/questions/0/points")]
    public void Points_are_a_positive_number(string points, string pointer) => Assert.Equal(pointer, Fault(LineFamily.Exam(points: points)).Pointer);

    [Theory]
    [InlineData(""", "parts": {"c": {"points": 1}}""", "/questions/0/parts/c")]
    [InlineData(""", "parts": {"a": null}""", "/questions/0/parts/a")]
    [InlineData(""", "parts": {"a": {"points": -1}}""", "/questions/0/parts/a/points")]
    [InlineData(""", "parts": {"a": {"points": 1, "weights": {"z": 1}}}""", "/questions/0/parts/a/weights/z")]
    [InlineData(""", "tolerances": {"b.sum": null}""", "/questions/0/tolerances/b.sum")]
    [InlineData(""", "tolerances": {"b.sum": {"relative": 1, "absolute": 0}}""", "/questions/0/tolerances/b.sum")]
    [InlineData(""", "tolerances": {"b.sum": {"relative": -0.1, "absolute": 0}}""", "/questions/0/tolerances/b.sum")]
    [InlineData(""", "tolerances": {"b.sum": {"relative": "x", "absolute": 0}}""", "/questions/0/tolerances/b.sum/relative")]
    [InlineData(""", "tolerances": {"b.sum": {"relative": 1e999, "absolute": 0}}""", "/questions/0/tolerances/b.sum/relative")]
    [InlineData(""", "tolerances": {"b.product": {"relative": 0, "absolute": 0}}""", "/questions/0/tolerances/b.product")]
    [InlineData(""", "Points": 3""", "/questions/0/Points")]
    public void A_question_names_only_what_it_has(string question, string pointer) => Assert.Equal(pointer, Fault(LineFamily.Exam(question)).Pointer);

    [Theory]
    [InlineData("null", "/questions/0/parameters")]
    [InlineData("{}", "/questions/0/parameters")]
    [InlineData("""{"slope": 1, "points": []}""", "/questions/0/parameters/points")]
    [InlineData("""{"slope": 1, "points": [1, "1/0"]}""", "/questions/0/parameters/points/1")]
    [InlineData("""{"slope": 1, "points": [1, null]}""", "/questions/0/parameters/points/1")]
    [InlineData("""{"slope": "0,5", "points": [1]}""", "/questions/0/parameters/slope")]
    [InlineData("""{"slope": 1, "points": [1], "Kernel": 2}""", "/questions/0/parameters/Kernel")]
    [InlineData("""{"slope": 1, "points": [1], "marks": [{"name": "x", "at": 1}, {"name": "y", "at": -1}]}""", "/questions/0/parameters/marks/1/at")]
    [InlineData("""{"slope": 1, "points": [1], "marks": [null]}""", "/questions/0/parameters/marks/0")]
    public void Parameters_are_checked_where_they_stand(string parameters, string pointer) =>
        Assert.Equal(pointer, Fault(LineFamily.Exam(parameters: parameters)).Pointer);

    [Theory]
    [InlineData("""{"attempts": 0}""", "/policy/attempts")]
    [InlineData("""{"attempts": 1.5}""", "/policy/attempts")]
    [InlineData("""{"opensAt": "2024-01-02T00:00:00Z", "closesAt": "2024-01-01T00:00:00Z"}""", "/policy/closesAt")]
    [InlineData("""{"opensAt": "soon"}""", "/policy/opensAt")]
    [InlineData("""{"release": "afterClose"}""", "/policy/release")]
    [InlineData("""{"counts": "worst"}""", "/policy/counts")]
    [InlineData("""{"counts": 1}""", "/policy/counts")]
    [InlineData("""{"followThroughCredit": 1.5}""", "/policy/followThroughCredit")]
    [InlineData("""{"followThroughCredit": "-1/2"}""", "/policy/followThroughCredit")]
    [InlineData("null", "/policy")]
    public void A_policy_makes_sense(string policy, string pointer) => Assert.Equal(pointer, Fault(LineFamily.Exam(policy: policy)).Pointer);

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("{}", "")]
    [InlineData("""{"title": {"hr": "", "en": ""}, "title": {"hr": "", "en": ""}, "questions": []}""", "")]
    [InlineData("""{"title": {"hr": "x"}, "questions": []}""", "/title")]
    [InlineData("""{"title": {"hr": "x", "en": null}, "questions": []}""", "/title/en")]
    [InlineData("""{"title": {"hr": "x", "en": "x"}, "questions": []}""", "/questions")]
    [InlineData("""{"title": {"hr": "x", "en": "x"}, "questions": [null]}""", "/questions/0")]
    [InlineData("""{"title": {"hr": "\ud800", "en": "x"}, "questions": [1]}""", "")]
    public void A_file_that_is_no_exam_says_where(string text, string pointer) => Assert.Equal(pointer, Fault(text).Pointer);

    [Theory]
    [InlineData("Exam 2023")]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("-x")]
    public void A_files_name_is_an_id(string id) => Assert.Throws<ExamFaultException>(() => LineFamily.Reader.Read(id, LineFamily.Exam()));

    [Fact]
    public void Question_ids_are_unique_and_families_known()
    {
        var question = """{"id": "1", "title": {"hr": "x", "en": "x"}, "family": "line", "points": 1, "parameters": {"slope": 1, "points": [1]}}""";
        Assert.Equal("/questions/1/id", Fault($$"""{"title": {"hr": "x", "en": "x"}, "questions": [{{question}}, {{question}}]}""").Pointer);
        var other = question.Replace("\"line\"", "\"circle\"", StringComparison.Ordinal);
        var fault = Fault($$"""{"title": {"hr": "x", "en": "x"}, "questions": [{{other}}]}""");
        Assert.Equal("/questions/0/family", fault.Pointer);
        Assert.Contains("line", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_change_of_one_token_makes_it_throw_anything_but_a_fault()
    {
        var text = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(LineFamily.Exam(
            """, "parts": {"a": {"points": 1, "weights": {"y": 2}}}, "tolerances": {"b.sum": {"relative": 0, "absolute": 1}}""",
            """{"attempts": 3, "opensAt": null, "followThroughCredit": 0.5}""")));
        string[] odd = ["null", "true", "-1", "1e999", "\"\"", "\"\\ud800\"", "[]", "[null]", "{}", "{\"\\ud800\":1}", "{\"a\":null}"];
        for (var start = 0; start < text.Length; start++)
            for (var length = 0; length <= 8 && start + length <= text.Length; length++)
                foreach (var token in odd)
                {
                    var changed = text[..start] + token + text[(start + length)..];
                    var thrown = Record.Exception(() => LineFamily.Reader.Read("exam", changed));
                    Assert.True(thrown is null or ExamFaultException, $"{thrown?.GetType().Name} ({thrown?.Message}) for {changed}");
                }
    }
}
