using System.Globalization;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>Judges an equation of a recurrent model: its values must be that model's own step at random inputs and states.</summary>
/// <param name="bits">The size of an input.</param>
/// <param name="example">Stands in for a student who gave no model; then the equation must hold for random weights of its sizes.</param>
internal sealed class EquationJudge(int bits, RecurrentModel example)
{
    private const int Seed = 20230614;
    private const int Points = 16;
    private const int MostStatesTried = 8;

    /// <summary>Weights up to this size never overflow a double on their way through a step and an output.</summary>
    private const double Modest = 1e100;

    private static readonly Mistake ActivationLeftOut = new(
        "activation-left-out", "Nedostaje aktivacija koju Vaš model ima.", "The activation that your model has is missing.");

    private static readonly Mistake BiasLeftOut = new(
        "bias-left-out", "Nedostaje pomak koji Vaš model ima.", "The bias that your model has is missing.");

    private static readonly LocalizedText NotTheModel = new(
        "Jednadžba ne daje isto što i model iz dijela a).", "The equation doesn't give what the model of part a gives.");

    /// <summary>The names of an equation for models of some size.</summary>
    /// <param name="after">Whether h is the state after the step, as in the equation of the output.</param>
    public static FormulaScope Scope(int bits, int states, int outputs, bool after)
    {
        string[] h = after ? ["h_t", "h^(t)", "h^{(t)}"] : ["h_prev", "h_{t-1}", "h^(t-1)", "h^{(t-1)}", "h^{t-1}"];
        const string Hidden = "hiddenSize", Outputs = "outputs";
        return new FormulaScope(
        [
            new("x", ValueShape.Column(bits), "x_t", "x^(t)", "x^{(t)}"),
            new("h", ValueShape.Column(states), h) { Sizes = [Hidden] },
            new("Wxh", ValueShape.Matrix(states, bits)) { Sizes = [Hidden, bits.ToString(CultureInfo.InvariantCulture)] },
            new("Whh", ValueShape.Matrix(states, states)) { Sizes = [Hidden, Hidden] },
            new("bh", ValueShape.Column(states)) { Sizes = [Hidden] },
            new("bh2", ValueShape.Column(states)) { Sizes = [Hidden] },
            new("Why", ValueShape.Matrix(outputs, states)) { Sizes = [Outputs, Hidden] },
            new("bo", ValueShape.Column(outputs)) { Sizes = [Outputs] },
        ]);
    }

    /// <summary>Why the shapes of an equation fit no model with a few states and one or two outputs; null where they fit one.</summary>
    public static LocalizedText? Misfit(Formula formula, int bits, bool after)
    {
        for (var states = 1; states <= MostStatesTried; states++)
        {
            for (var outputs = 1; outputs <= 2; outputs++)
                if (Formula.Parse(formula.Source, Scope(bits, states, outputs, after)).Misfit is null) return null;
        }

        return formula.Misfit;
    }

    /// <summary>The next state φ(Wxh·x + Whh·h + bh + bh2).</summary>
    public Judgement StateUpdate(Formula formula, RecurrentModel model) => Judge(formula, model, after: false, StateAt,
        (ActivationLeftOut, (m, at) => StateAt(m with { Activation = CellActivation.Identity }, at)),
        (BiasLeftOut, (m, at) => StateAt(m with { Bh = null, Bh2 = null }, at)),
        (BiasLeftOut, (m, at) => StateAt(m with { Bh2 = null }, at)),
        (BiasLeftOut, (m, at) => StateAt(m with { Bh = null }, at)),
        (RecurrentMistakes.RecurrenceLeftOut, (m, at) => StateAt(m with { Whh = [.. m.Whh.Select(row => new Rational[row.Length])] }, at)));

    /// <summary>The output, with the activation of the model's output layer.</summary>
    public Judgement Output(Formula formula, RecurrentModel model) => Judge(formula, model, after: true, OutputAt,
        (ActivationLeftOut, (m, at) => OutputAt(m with { Output = OutputActivation.Identity }, at)),
        (BiasLeftOut, (m, at) => OutputAt(m with { Bo = null }, at)));

    private Judgement Judge(
        Formula formula, RecurrentModel model, bool after, Func<RecurrentModel, FormulaAssignment, FormulaValue> value,
        params (Mistake Mistake, Func<RecurrentModel, FormulaAssignment, FormulaValue> Value)[] mistakes)
    {
        var scope = Scope(bits, model.HiddenSize, model.Why.Length, after);
        var sampler = new FormulaSampler(scope, Seed);
        var points = Enumerable.Range(0, Points).Select(_ => sampler.Draw()).ToArray();
        // A model whose numbers may overflow can't be compared by its values; its equation is then judged by random weights of its sizes.
        var own = !ReferenceEquals(model, example) && IsModest(model) && Array.TrueForAll(points, at => value(model, at).IsFinite);
        var models = points.Select(at => own ? model : WithWeights(model, at)).ToArray();
        if (own) points = [.. points.Select(at => WithWeights(at, model))];
        var sized = Formula.Parse(formula.Source, scope);
        var compared = Against(value).Compare(sized);
        if (compared.AreEqual) return new Judgement(Rational.One);
        foreach (var (mistake, wrong) in mistakes)
            if (points.Zip(models, (at, ran) => wrong(ran, at)).All(mistaken => mistaken.IsFinite) && Against(wrong).Compare(sized).AreEqual)
                return new Judgement(Rational.Zero) { Mistake = mistake.Code, Message = mistake.Message };
        return new Judgement(Rational.Zero) { Message = compared.Misfit ?? NotTheModel };

        FormulaComparer Against(Func<RecurrentModel, FormulaAssignment, FormulaValue> expected) =>
            new(points, [.. points.Zip(models, (at, ran) => expected(ran, at))]);
    }

    private static bool IsModest(RecurrentModel model) =>
        model.Wxh.Concat(model.Whh).Concat(model.Why).Concat(new[] { model.Bh, model.Bh2, model.Bo }.OfType<Rational[]>())
            .All(row => Array.TrueForAll(row, weight => Math.Abs(weight.ToDouble()) <= Modest));

    private static FormulaValue StateAt(RecurrentModel model, FormulaAssignment at)
    {
        var next = new double[model.HiddenSize];
        for (var i = 0; i < next.Length; i++)
        {
            var sum = Dot(model.Wxh[i], at["x"]) + Dot(model.Whh[i], at["h"]);
            next[i] = Activate(model, sum + (model.Bh?[i].ToDouble() ?? 0) + (model.Bh2?[i].ToDouble() ?? 0));
        }
        return FormulaValue.Column(next);
    }

    private static double Dot(Rational[] row, FormulaValue column)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++) sum += row[i].ToDouble() * column.Entries[i];
        return sum;
    }

    private static double Activate(RecurrentModel model, double z) => model.Activation switch
    {
        CellActivation.Identity => z,
        CellActivation.Relu => Math.Max(0, z),
        CellActivation.LeakyRelu => z >= 0 ? z : model.NegativeSlope.ToDouble() * z,
        CellActivation.Hardtanh => Math.Clamp(z, -1, 1),
        CellActivation.Tanh => Math.Tanh(z),
        CellActivation.Sigmoid => 1 / (1 + Math.Exp(-z)),
        CellActivation.Step => z > 0 ? 1 : z < 0 ? 0 : model.StepAtZero.ToDouble(),
        _ => Math.Sign(z),
    };

    private static FormulaValue OutputAt(RecurrentModel model, FormulaAssignment at)
    {
        var h = at["h"].Entries.ToArray();
        if (model.Why.Length == 1) return FormulaValue.Column(RecurrentTrace.Output(model, h));
        var one = model.Output == OutputActivation.Softmax ? RecurrentTrace.Output(model, h) : double.NaN;
        return model.Output == OutputActivation.Softmax ? FormulaValue.Column(1 - one, one) : FormulaValue.Column(RecurrentTrace.Scores(model, h));
    }

    /// <summary>The weights of a point as those of a model of the same sizes; biases that the model lacks stay away.</summary>
    private static RecurrentModel WithWeights(RecurrentModel model, FormulaAssignment at) => model with
    {
        Wxh = Matrix(at["Wxh"]),
        Whh = Matrix(at["Whh"]),
        Why = Matrix(at["Why"]),
        Bh = model.Bh is null ? null : Matrix(at["bh"]).Select(row => row[0]).ToArray(),
        Bh2 = model.Bh2 is null ? null : Matrix(at["bh2"]).Select(row => row[0]).ToArray(),
        Bo = model.Bo is null ? null : Matrix(at["bo"]).Select(row => row[0]).ToArray(),
    };

    private static FormulaAssignment WithWeights(FormulaAssignment at, RecurrentModel model) => at
        .With("Wxh", Value(at["Wxh"].Shape, model.Wxh))
        .With("Whh", Value(at["Whh"].Shape, model.Whh))
        .With("Why", Value(at["Why"].Shape, model.Why))
        .With("bh", Value(at["bh"].Shape, [model.Bh ?? new Rational[model.HiddenSize]]))
        .With("bh2", Value(at["bh2"].Shape, [model.Bh2 ?? new Rational[model.HiddenSize]]))
        .With("bo", Value(at["bo"].Shape, [model.Bo ?? new Rational[model.Why.Length]]));

    private static FormulaValue Value(ValueShape shape, Rational[][] rows) => FormulaValue.Of(shape, [.. rows.SelectMany(row => row).Select(x => x.ToDouble())]);

    private static Rational[][] Matrix(FormulaValue value) =>
        [.. value.Entries.ToArray().Chunk(value.Shape.Columns).Select(row => row.Select(x => Rational.From((decimal)x)).ToArray())];
}
