using FluentValidation;
using GradingService.Domain.Answers;
using GradingService.Domain.Exams;
using GradingService.Domain.Families;
using GradingService.Domain.Marking;

namespace GradingService.Tests.Domain.Exams;

/// <summary>A line y = slope·x + intercept at some points, to read exam files with.</summary>
public sealed record LineParameters(double Slope, double[] Points)
{
    public double Intercept { get; init; }
    public IReadOnlyList<Mark>? Marks { get; init; }

    public sealed record Mark(string Name, double At);
}

public sealed class LineRules : AbstractValidator<LineParameters>
{
    public LineRules()
    {
        RuleFor(p => p.Points).Must(points => points.Length > 0).WithMessage("at least one point");
        RuleForEach(p => p.Marks).ChildRules(mark => mark.RuleFor(m => m.At).GreaterThanOrEqualTo(0));
    }
}

public sealed class LineFamily() : QuestionFamily<LineParameters>("line", new LineRules())
{
    public override QuestionContent Write(LineParameters p)
    {
        var scheme = new MarkSchemeBuilder();
        var a = scheme.Part("a");
        var y = a.Item("y", new("Vrijednosti", "Values"), new VectorType(p.Points.Length), _ => [.. p.Points.Select(x => p.Slope * x + p.Intercept)])
            .Mistake(new Mistake("intercept-left-out", "Nedostaje odsječak.", "The intercept is missing."), _ => [.. p.Points.Select(x => p.Slope * x)]);
        scheme.Part("b").Item("sum", new("Zbroj", "Sum"), NumberType.Real, v => y[v].Sum());
        return new QuestionContent(new("Izračunajte.", "Compute."), [], scheme);
    }

    public static ExamReader Reader { get; } = new(new FamilyCatalog([new LineFamily()]));

    /// <summary>An exam of one question; its members may be replaced.</summary>
    public static string Exam(string question = "", string policy = "{}", string parameters = """{"slope": "1/3", "points": [1, 2], "intercept": 1}""", string points = "10") =>
        $$"""
        {
          "title": {"hr": "Ispit", "en": "Exam"},
          "policy": {{policy}},
          "questions": [{"id": "1", "title": {"hr": "Pravac", "en": "A line"}, "family": "line", "points": {{points}}, "parameters": {{parameters}}{{question}}}]
        }
        """;
}
