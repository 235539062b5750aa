using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GradingService.Domain;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Domain.Marking;

public sealed class MarksJsonTests
{
    private static readonly Evidence Failing = new("failing-input")
    {
        Details = new JsonObject { ["size"] = new JsonArray(61, 68), ["why"] = null, ["nested"] = new JsonObject { ["kind"] = "inner" } },
    };

    private static readonly JsonSerializerOptions ByReflection = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ExactPoints(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static TheoryData<string> Questions => ConformanceQuestions.Names;

    [Fact]
    public void Evidence_is_one_object_whatever_the_options() => Assert.All(
        new[] { JsonSerializerOptions.Default, JsonSerializerOptions.Web },
        options => Assert.Equal(
            """{"kind":"failing-input","size":[61,68],"why":null,"nested":{"kind":"inner"}}""", JsonSerializer.Serialize(Failing, options)));

    [Fact]
    public void Marks_come_back_from_the_store_as_they_went_in()
    {
        var item = new ItemMark("remedy", Verdict.Partial, new Rational(1, 3), 1)
        {
            Mistake = "odd",
            Message = new LocalizedText("čudno", "odd"),
            Understood = new JsonArray(1, null, "x"),
            WrongEntries = ["[1]", "out[2]"],
            Warnings = [new Warning("batch", new LocalizedText("grupa", "batch"))],
            Evidence = Failing,
        };
        var marks = new Marks(new Rational(1, 3), 2, [new PartMarks("d", new Rational(1, 3), 2, [item, new ItemMark("code", Verdict.Pending, null, 1)])]);
        var read = MarksJson.Read(MarksJson.Write(marks));
        Assert.Equal(MarksJson.Write(marks), MarksJson.Write(read));
        Assert.Equal(new Rational(1, 3), read.Parts[0].Items[0].Points);
        Assert.Equal(68, read.Parts[0].Items[0].Evidence!.Details!["size"]![1]!.GetValue<int>());
        Assert.Null(read.Parts[0].Items[1].Points);
        Assert.True(read.IsPending);
    }

    [Theory, MemberData(nameof(Questions))]
    public async Task Marks_are_written_as_the_serializer_would_write_them(string name)
    {
        var question = ConformanceQuestions.Find(name);
        var answers = question.Examples.Select(example => example.Answers)
            .Concat(Solution.WithOneMistake(question.Scheme).Concat(Solution.FollowingOneMistake(question.Scheme)).Select(made => made.Answers));
        foreach (var sent in answers)
        {
            var marks = await question.Scheme.Mark(question.Scheme.Read(JsonSerializer.SerializeToElement(sent)), TestContext.Current.CancellationToken);
            Assert.Equal(JsonSerializer.Serialize(marks, ByReflection), MarksJson.Write(marks));
        }
    }

    [Fact]
    public void Every_member_of_a_mark_is_written_as_the_serializer_would_write_it()
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            var item = new ItemMark("čudno \"id\" <1>", verdict, verdict == Verdict.Pending ? null : new Rational(-7, 3), new Rational(long.MaxValue, 2))
            {
                Mistake = "a+b",
                Message = new LocalizedText("šećer & 'med'", "sugar 𝒙"),
                Understood = new JsonObject { ["w"] = new JsonArray(1.5, null, "x<y"), ["n"] = -0.0 },
                WrongEntries = ["[1]", "out[2]"],
                Warnings = [new Warning("batch", new LocalizedText("grupa", "batch")), new Warning("axes", new LocalizedText("", "axes"))],
                Evidence = Failing,
            };
            var marks = new Marks(0, 2, [new PartMarks("d", 0, 2, [item, new ItemMark("bare", verdict, null, 1) { Warnings = [], WrongEntries = [] }]), new PartMarks("e", 1, 1, [])]);
            Assert.Equal(JsonSerializer.Serialize(marks, ByReflection), MarksJson.Write(marks));
        }
    }

    [Fact]
    public void Marks_that_cannot_be_written_spoil_no_others()
    {
        var marks = new Marks(1, 2, [new PartMarks("a", 1, 2, [new ItemMark("x", Verdict.Correct, 1, 1) { Understood = 1.5 }])]);
        var written = MarksJson.Write(marks);
        var endless = new Marks(1, 2, [new PartMarks("a", 1, 2, [new ItemMark("x", Verdict.Correct, 1, 1) { Understood = double.PositiveInfinity }])]);
        Assert.Throws<ArgumentException>(() => MarksJson.Write(endless));
        Assert.Equal(written, MarksJson.Write(marks));
    }

    private sealed class ExactPoints : JsonConverter<Rational>
    {
        public override Rational Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Rational.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
