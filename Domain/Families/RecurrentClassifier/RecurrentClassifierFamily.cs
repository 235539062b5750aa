using System.Text.Json;
using System.Text.Json.Nodes;
using GradingService.Domain.Answers;
using GradingService.Domain.Families.RecurrentClassifier.Pictures;
using GradingService.Domain.Families.RecurrentClassifier.Verification;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>A recurrent network that the student designs; its parameter count and a worked sequence are marked from the student's own model.</summary>
/// <remarks>The model is verified for sequences of every length; its equations must be those of the student's own model.</remarks>
public sealed class RecurrentClassifierFamily() : QuestionFamily<RecurrentClassifierParameters>("recurrentClassifier", new RecurrentClassifierRules())
{
    private static readonly LocalizedText EquationHint = new(
        "Formula s imenima x, h, Wxh, Whh, bh, Why, bo, ili s brojevima Vašeg modela; h je stanje prije koraka, a u jednadžbi izlaza stanje nakon njega.",
        "A formula with the names x, h, Wxh, Whh, bh, Why, bo, or with the numbers of your model; h is the state before the step, in the output the state after it.");

    public override QuestionContent Write(RecurrentClassifierParameters parameters)
    {
        var (sequence, length) = (parameters.Sequence, parameters.Sequence.Count);
        var specification = new Specification(parameters.Property, parameters.Bits, parameters.Symbol);
        var example = RecurrentExamples.For(specification);
        var judge = new ModelJudge(specification, TimeSpan.FromSeconds(parameters.SecondsPerModel));
        var scheme = new MarkSchemeBuilder();

        var a = scheme.Part("a");
        var model = a.Judged("model", new("Model", "The model"), new RecurrentModelType(parameters.Bits, Probe(parameters.Bits)), _ => example,
            (design, _, cancellation) => judge.Judge(design, cancellation));

        var b = scheme.Part("b");
        var equations = new EquationJudge(parameters.Bits, example);
        Equation("stateUpdate", new("Jednadžba stanja", "The state update"), RecurrentExamples.StateUpdate, after: false, equations.StateUpdate);
        Equation("output", new("Jednadžba izlaza", "The output"), RecurrentExamples.Output, after: true, equations.Output);

        var c = scheme.Part("c");
        var cell = (RecurrentModel m) => m.ParameterCount - Biases(m.Bo) - m.Why.Sum(row => row.Length);
        c.Item("parameters", new("Broj parametara", "The number of parameters"), NumberType.Integer, v => model[v].ParameterCount)
            .Mistake(RecurrentMistakes.OutputBiasNotCounted, v => model[v].ParameterCount - Biases(model[v].Bo))
            .Mistake(RecurrentMistakes.BiasesNotCounted, v => model[v].ParameterCount - Biases(model[v].Bo) - Biases(model[v].Bh) - Biases(model[v].Bh2))
            .Mistake(RecurrentMistakes.UndeclaredBiasCounted, v => model[v].ParameterCount + (model[v].Bh is null ? model[v].HiddenSize : 0) + (model[v].Bo is null ? model[v].Why.Length : 0))
            .Mistake(RecurrentMistakes.InitialStateCounted, v => model[v].ParameterCount + model[v].HiddenSize)
            .Mistake(RecurrentMistakes.CountedForEveryStep, v => model[v].ParameterCount * length)
            .Mistake(RecurrentMistakes.CellCountedForEveryStep, v => model[v].ParameterCount + cell(model[v]) * (length - 1));

        var d = scheme.Part("d");
        var states = d.Item("states", new("Stanja po koracima", "The states, step by step"), new MatrixType(length, null), v => RecurrentTrace.Of(model[v], sequence).States, 2)
            .Accept(v => [Initial(model[v]), .. RecurrentTrace.Of(model[v], sequence).States]);
        foreach (var (mistake, ran) in RecurrentMistakes.OfStates) states.Mistake(mistake, v => RecurrentTrace.Of(ran(model[v]), sequence).States);
        d.Item("output", new("Izlaz", "The output"), NumberType.Real, v => RecurrentTrace.Output(model[v], states[v][^1]))
            .Mistake(RecurrentMistakes.OutputActivationLeftOut, v => RecurrentTrace.Output(model[v] with { Output = OutputActivation.Identity }, states[v][^1]));
        d.Item("class", new("Razred", "The class"), NumberType.Integer, v => RecurrentTrace.Class(model[v], states[v][^1]))
            .Mistake(RecurrentMistakes.ClassReversed, v => 1 - RecurrentTrace.Class(model[v], states[v][^1]));

        return new QuestionContent(RecurrentPrompt.Of(parameters), Data(parameters), scheme)
        {
            Figures = new RecurrentFigures(specification, sequence, example, model, states),
        };

        void Equation(string id, LocalizedText label, Func<RecurrentModel, string> right, bool after, Func<Formula, RecurrentModel, Judgement> judged)
        {
            var scope = EquationJudge.Scope(parameters.Bits, example.HiddenSize, example.Why.Length, after);
            var formula = Formula.Parse(right(example), scope);
            b.Judged(id, label, new JudgedFormulaType(scope, EquationHint, given => EquationJudge.Misfit(given, parameters.Bits, after)), _ => formula, (given, own, _) => new(judged(given, model[own])));
        }
    }

    private static int Biases(Rational[]? bias) => bias?.Length ?? 0;

    private static double[] Initial(RecurrentModel model) => model.H0?.Select(x => x.ToDouble()).ToArray() ?? new double[model.HiddenSize];

    /// <summary>Short sequences of the smallest and the largest numbers: a design that answers them all alike ignores its input.</summary>
    private static string[][] Probe(int bits)
    {
        string[] words = [.. Enumerable.Range(0, 1 << Math.Min(bits, 3)).Select(i => Convert.ToString(i, 2).PadLeft(bits, '0'))];
        return [.. words.Select(word => new[] { word }), .. words.Select(word => new[] { word, words[^1] }), .. words.Select(word => new[] { word, words[0], word })];
    }

    private static JsonObject Data(RecurrentClassifierParameters p)
    {
        var data = new JsonObject
        {
            ["bits"] = p.Bits,
            ["property"] = JsonNamingPolicy.CamelCase.ConvertName(p.Property.ToString()),
            ["sequence"] = new JsonArray([.. p.Sequence.Select(word => (JsonNode)word)]),
        };
        if (p.Symbol is { } symbol) data["symbol"] = symbol;
        return data;
    }
}
