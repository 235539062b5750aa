using System.Text.Json;
using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;
using GradingService.Tests.Domain.Answers;

namespace GradingService.Tests.Domain.Marking;

public sealed class ReadingTests
{
    private static readonly MarkScheme Scheme = Layers();

    /// <summary>a.conv {in, out}, a.n = volume of out, a.v = three numbers; b.label.</summary>
    private static MarkScheme Layers()
    {
        var builder = new MarkSchemeBuilder();
        var a = builder.Part("a");
        var conv = a.Group("conv", Toy.Label);
        conv.Field("in", ShapeType.Instance, _ => [3, 62, 62]);
        var size = conv.Field("out", ShapeType.Instance, _ => [16, 28, 28]);
        a.Item("n", Toy.Label, NumberType.Integer, v => size[v].Aggregate(1.0, (product, length) => product * length));
        a.Item("v", Toy.Label, new VectorType(3), _ => [1, 2, 3]);
        builder.Part("b").Item("yes", Toy.Label, BooleanType.Instance, _ => true);
        return builder.Worth(8);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\" \"")]
    [InlineData("""{"a": null, "b": {}}""")]
    [InlineData("""{"a": "", "b": []}""")]
    [InlineData("""{"a": {"conv": {}, "n": "  ", "v": [null, "", []]}, "b": {"yes": {"x": [null]}}}""")]
    [InlineData("""{"a": {"conv": {"in": null, "out": [null, "\t"]}, "n": [[]], "v": {}}}""")]
    [InlineData("""{"a": {"conv": [[], {}], "v": "\u00a0"}}""")]
    public async Task What_holds_nothing_is_unanswered(string answers)
    {
        var marks = await Scheme.Mark(answers);
        Assert.Equal(0, marks.Points);
        Assert.All(marks.Parts.SelectMany(part => part.Items), item => Assert.Equal(Verdict.Unanswered, item.Verdict));
    }

    [Fact]
    public async Task A_blank_field_among_given_ones_is_wrong_and_named()
    {
        var marks = await Scheme.Mark("""{"a": {"conv": {"in": null, "out": [16, 28, 27]}}}""");
        // Out is right in two of three, in is blank: one third of 4/3 points.
        marks.Earned("a.conv", Verdict.Partial, new Rational(4, 3) * new Rational(1, 3));
        Assert.Equal(["in", "out[2]"], marks.Item("a.conv").WrongEntries!);
    }

    [Fact]
    public async Task A_blank_entry_leaves_the_rest_marked()
    {
        var marks = await Scheme.Mark("""{"a": {"v": [1, "", 3]}}""");
        marks.Earned("a.v", Verdict.Partial, new Rational(8, 9));
        Assert.Equal(["[1]"], marks.Item("a.v").WrongEntries!);
        Assert.Equal("[1,null,3]", marks.Item("a.v").Understood!.ToJsonString());
    }

    [Theory]
    [InlineData("5", "")]
    [InlineData("[1]", "")]
    [InlineData("""{"c": 1}""", "/c")]
    [InlineData("""{"a/~": 1}""", "/a~1~0")]
    [InlineData("""{"a": 1}""", "/a")]
    [InlineData("""{"a": {"m": 1}}""", "/a/m")]
    [InlineData("""{"a": {"conv": [3]}}""", "/a/conv")]
    [InlineData("""{"a": {"conv": {"side": 3}}}""", "/a/conv/side")]
    [InlineData("""{"a": {"conv": {"in": [3, true]}}}""", "/a/conv/in/1")]
    [InlineData("""{"a": {"v": [1, 2, "x"]}}""", "/a/v/2")]
    [InlineData("""{"a": {"v": [[1, 2], [3]]}}""", "/a/v/1")]
    [InlineData("""{"a": {"n": "18.538"}}""", "/a/n")]
    [InlineData("""{"a": {"n": 1e999}}""", "/a/n")]
    [InlineData("""{"b": {"yes": "true"}}""", "/b/yes")]
    [InlineData("""{"a": {"n": "\ud800"}}""", "/a/n")]
    [InlineData("""{"a": "\udc00"}""", "/a")]
    [InlineData("""{"a": {"\ud800": 1}}""", "/a/�")]
    [InlineData("""{"\ud800": 1}""", "/�")]
    [InlineData("""{"a": {"v": {"\ud800": 1}}}""", "/a/v")]
    public void What_cannot_be_read_is_refused_where_it_stands(string answers, string pointer) =>
        Assert.Equal(pointer, Assert.Single(Scheme.Read(Json.Of(answers)).Unreadable).Pointer);

    [Fact]
    public void Text_that_is_not_utf8_is_refused()
    {
        using var document = JsonDocument.Parse((byte[])[.. "{\"a\": {\"n\": \""u8, 0xFF, .. "\", \"v\": [\""u8, 0xC3, 0x28, .. "\"]}}"u8]);
        Assert.Equal(["/a/n", "/a/v"], Scheme.Read(document.RootElement).Unreadable.Select(unreadable => unreadable.Pointer));
    }

    [Fact]
    public void There_is_one_pointer_for_each_unreadable_item()
    {
        var unreadable = Scheme.Read(Json.Of("""{"a": {"conv": {"in": true, "out": true, "x": 1}, "n": "x", "v": ["x", "y"]}, "b": {"yes": 1}}""")).Unreadable;
        Assert.Equal(["/a/conv/in", "/a/n", "/a/v/0", "/b/yes"], unreadable.Select(item => item.Pointer));
        Assert.Equal(["a.conv", "a.n", "a.v", "b.yes"], unreadable.Select(item => item.Item));
    }

    [Fact]
    public void Thousands_of_unknown_names_are_refused_in_brief()
    {
        var answers = $"{{{string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"{new string('x', 100)}{i}\": 1"))}}}";
        var unreadable = Scheme.Read(Json.Of(answers)).Unreadable;
        Assert.Equal(100, unreadable.Count);
        Assert.All(unreadable, item => Assert.True(item.Reason.En.Length < 200));
    }

    [Theory]
    [InlineData("""{"a": {"conv": {"in": "x", "out": [16, 29, 29]}, "n": 13456}}""")]
    [InlineData("""{"a": {"n": 13456, "conv": {"out": [16, 29, 29], "in": "x"}}}""")]
    public async Task An_unreadable_item_that_is_kept_earns_nothing_and_nothing_follows_from_it_in_whatever_order_it_is_written(string answers)
    {
        var sheet = Scheme.Read(Json.Of(answers));
        Assert.Single(sheet.Unreadable);
        var marks = await Scheme.Mark(sheet, TestContext.Current.CancellationToken);
        marks.Earned("a.conv", Verdict.Unreadable, 0);
        Assert.NotNull(marks.Item("a.conv").Message);
        marks.Earned("a.n", Verdict.Incorrect, 0);
    }

    [Fact]
    public async Task Readable_items_beside_a_kept_unreadable_one_are_marked()
    {
        var sheet = Scheme.Read(Json.Of("""{"a": {"v": ["x"], "n": 12544}, "b": {"yes": true}}"""));
        var marks = await Scheme.Mark(sheet, TestContext.Current.CancellationToken);
        marks.Earned("a.v", Verdict.Unreadable, 0);
        marks.Earned("a.n", Verdict.Correct, new Rational(4, 3));
        marks.Earned("b.yes", Verdict.Correct, 4);
    }

    [Fact]
    public async Task No_json_makes_reading_or_marking_throw_and_marks_stay_within_bounds()
    {
        var right = Solution.RightAnswers(Scheme).ToJsonString();
        foreach (var answers in Mutations(right).Distinct())
        {
            JsonElement element;
            try
            {
                element = Json.Of(answers);
            }
            catch (JsonException)
            {
                continue;
            }
            var marks = await Scheme.Mark(Scheme.Read(element), TestContext.Current.CancellationToken);
            Assert.True(marks.Points >= 0 && marks.Points <= 8, answers);
            Assert.Equal(MarksJson.Write(marks), MarksJson.Write(await Scheme.Mark(Scheme.Read(element), TestContext.Current.CancellationToken)));
            Assert.Equal(MarksJson.Write(marks), MarksJson.Write(MarksJson.Read(MarksJson.Write(marks))));
        }
    }

    /// <summary>The text with one token replaced, doubled or cut.</summary>
    private static IEnumerable<string> Mutations(string json)
    {
        string[] odd = ["null", "true", "-1", "1e308", "1e999", "\"\"", "\"1/0\"", "\"\\ud800\"", "[]", "{}", "[[[[[[1]]]]]]", "{\"a\":{\"a\":1}}", "0.5", "[1,[2]]"];
        for (var start = 0; start < json.Length; start++)
            for (var length = 0; length <= 12 && start + length <= json.Length; length++)
                foreach (var token in odd) yield return json[..start] + token + json[(start + length)..];
    }
}
