using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain;
using GradingService.Domain.Answers;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;
using GradingService.Tests.Domain.Answers;

namespace GradingService.Tests.Domain.Marking;

/// <summary>What the toy schemes of these tests share.</summary>
internal static class Toy
{
    public static LocalizedText Label { get; } = new("stavka", "item");

    public static MarkScheme Worth(this MarkSchemeBuilder builder, Rational points) => builder.Build(new MarkSchemeSettings(points));

    /// <summary>Marks JSON in which nothing is unreadable.</summary>
    public static async Task<Marks> Mark(this MarkScheme scheme, string answers)
    {
        var sheet = scheme.Read(Json.Of(answers));
        Assert.Empty(sheet.Unreadable);
        return await scheme.Mark(sheet, TestContext.Current.CancellationToken);
    }

    public static Task<Marks> Mark(this MarkScheme scheme, JsonObject answers) => scheme.Mark(answers.ToJsonString());

    public static ItemMark Item(this Marks marks, string name) =>
        marks.Parts.Single(part => part.Id == name.Split('.')[0]).Items.Single(item => item.Id == name.Split('.')[1]);

    /// <summary>Asserts an item's verdict, points and mistake at once.</summary>
    public static void Earned(this Marks marks, string name, Verdict verdict, Rational points, string? mistake = null)
    {
        var item = marks.Item(name);
        Assert.Equal((name, verdict, points, mistake), (name, item.Verdict, item.Points ?? -1, item.Mistake));
    }

    public static Mistake Known(string code, Rational credit = default) => new(code, "pogreška", "a mistake", credit);
}

/// <summary>A design in these tests: a whole number, of which several are right.</summary>
internal sealed class WholeNumberDesign : DesignType<int>
{
    public override string Name => "wholeNumber";

    public override FieldForm Describe() => new(Name);

    public override Reading Read(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? new Chosen(value) : Reading.Unreadable(Problems.NotFinite);

    public override int Value(Answer answer) => ((Chosen)answer).Number;

    public override bool TryFollow(Answer answer, int reference, out int value)
    {
        value = Value(answer);
        return value != 0;
    }

    public override bool Same(int left, int right) => left == right;

    public override JsonNode Write(int value) => value;

    private sealed record Chosen(int Number) : Answer
    {
        public override JsonNode Understood() => Number;
    }
}
