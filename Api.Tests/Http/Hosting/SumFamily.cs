using System.Text.Json.Nodes;
using FluentValidation;
using GradingService.Domain.Answers;
using GradingService.Domain.Families;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Http.Hosting;

/// <summary>A small family that has one of everything: numbers, a mistake, a vector, a choice, a group, an essay with a judge or without, pictures.</summary>
internal sealed class SumFamily(Judge<string>? judge = null) : QuestionFamily<SumParameters>("sum", new SumRules())
{
    public static readonly Mistake Subtracted = new("subtracted", "Oduzeto umjesto zbrojeno.", "Subtracted instead of added.");

    public override QuestionContent Write(SumParameters q)
    {
        var scheme = new MarkSchemeBuilder();
        var a = scheme.Part("a");
        var sum = a.Item("sum", new("Zbroj", "The sum"), NumberType.Real, _ => q.A + q.B).Mistake(Subtracted, _ => q.A - q.B);
        a.Item("twice", new("Dvostruko", "Twice the sum"), NumberType.Real, v => 2 * sum[v]);
        a.Item("pair", new("Par", "The pair"), new VectorType(2), _ => [q.A, q.B]);
        var b = scheme.Part("b");
        var signs = new ChoiceType([new("plus", new("+", "+")), new("minus", new("−", "−"))]);
        b.Item("sign", new("Predznak", "The sign"), signs, v => sum[v] < 0 ? "minus" : "plus");
        var halves = b.Group("halves", new("Polovice", "The halves"));
        halves.Field("first", NumberType.Real, _ => q.A / 2);
        halves.Field("second", NumberType.Real, _ => q.B / 2);
        var words = new TextType("text", 2_000, new("Nekoliko riječi.", "A few words."));
        b.Judged("essay", new("Esej", "An essay"), words, _ => "Because.", judge);
        return new QuestionContent(new("Zbrojite **a** i **b**.", "Add **a** and **b**."), new JsonObject { ["a"] = q.A, ["b"] = q.B }, scheme)
        {
            Figures = new SumFigures(q.A, q.B),
        };
    }
}

internal sealed record SumParameters(double A, double B);

internal sealed class SumRules : AbstractValidator<SumParameters>
{
    public SumRules() => RuleFor(q => q.A).LessThan(1000).WithMessage("a is less than 1000");
}
