using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Families;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Http.Hosting;

/// <summary>A family with a number, an essay that is judged at once and a program that is judged in the background; it stands in for <see cref="SumFamily"/>.</summary>
internal sealed class ProgramFamily(Judge<string>? program, Judge<string>? essay = null) : QuestionFamily<SumParameters>("sum", new SumRules())
{
    public static string Answers(string program, string? essay = null) => new JsonObject
    {
        ["a"] = new JsonObject { ["sum"] = 8 },
        ["b"] = new JsonObject { ["program"] = program, ["essay"] = essay },
    }.ToJsonString();

    public override QuestionContent Write(SumParameters q)
    {
        var scheme = new MarkSchemeBuilder();
        scheme.Part("a").Item("sum", new("Zbroj", "The sum"), NumberType.Real, _ => q.A + q.B);
        var b = scheme.Part("b");
        var words = new TextType("text", 2_000, new("Nekoliko riječi.", "A few words."));
        b.Judged("program", new("Program", "A program"), words, _ => "print(8)", program, inBackground: true);
        b.Judged("essay", new("Esej", "An essay"), words, _ => "Because.", essay);
        return new QuestionContent(new("Zbrojite.", "Add."), [], scheme);
    }
}
