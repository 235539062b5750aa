using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using GradingService.Domain.Submissions;

namespace GradingService.Tests.Domain.Marking;

public sealed class MarksJsonTests
{
    private static readonly Evidence Failing = new("failing-input")
    {
        Details = new JsonObject { ["size"] = new JsonArray(61, 68), ["why"] = null, ["nested"] = new JsonObject { ["kind"] = "inner" } },
    };

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
}
