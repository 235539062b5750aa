using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>The functions of the language under all their spellings; case and underscores don't count.</summary>
internal static class FunctionTable
{
    private static readonly Dictionary<string, FormulaFunction> ByKey = new(StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, FormulaFunction>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByKey.GetAlternateLookup<ReadOnlySpan<char>>();

    static FunctionTable()
    {
        Unary(Elementwise.Exp);
        Unary(Elementwise.Log, "ln");
        Unary(Elementwise.Sqrt);
        Unary(Elementwise.Abs, "absolute", "fabs");
        Unary(Elementwise.Square);
        Unary(Elementwise.Sigmoid, "sigma", "expit", "logistic");
        Unary(Elementwise.Tanh, "th");
        Unary(Elementwise.Relu);
        Unary(Elementwise.Hardtanh);
        Unary(Elementwise.Step, "heaviside");
        Unary(Elementwise.Sign, "sgn");
        Add(new("softmax", 1, 2, SoftmaxOf, "axis", "dim"));
        Add(new("transpose", 1, 1, call => new Application(Transpose.Instance, call[0])));
        Add(new("tensor", 1, 1, call => call[0]), "array", "asarray", "float");
        Add(new("identity", 1, 1, IdentityOf));
        Add(new("eye", 1, 2, EyeOf));
        Add(new("ones", 1, 2, call => Fill(call, Filled.Ones)) { TakesShape = true });
        Add(new("zeros", 1, 2, call => Fill(call, Filled.Zeros)) { TakesShape = true });
        Unary(Diagonal.Instance);
        Binary("kron", Kronecker.Instance, "kronecker");
        Binary("outer", Outer.Instance);
        Binary("dot", Dot.Instance, "inner", "vdot");
        Binary("matmul", Product.Instance);
        Binary("multiply", Elementwise.Multiply, "mul");
        Binary("add", Elementwise.Add);
        Binary("subtract", Elementwise.Subtract, "sub");
        Binary("pow", Elementwise.Power, "power");
        Binary("maximum", Elementwise.Max);
        Binary("minimum", Elementwise.Min);
        Add(new("sum", 1, 2, call => Reduce(call, isMean: false), "axis", "dim", "keepdims", "keepdim"));
        Add(new("mean", 1, 2, call => Reduce(call, isMean: true), "axis", "dim", "keepdims", "keepdim"), "average");
        Add(new("max", 1, int.MaxValue, call => Extremum(call, largest: true)), "amax");
        Add(new("min", 1, int.MaxValue, call => Extremum(call, largest: false)), "amin");
        Add(new("clamp", 1, 3, Clamp, "min", "max", "a_min", "a_max"), "clip");
        Add(new("leakyRelu", 1, 2, Leaky, "negative_slope", "alpha", "slope"));
        Add(new("norm", 1, 2, call => NormOf(call, NormOrder.Two), "ord", "p", "axis", "dim"), "vectornorm");
        Add(new("norm1", 1, 1, call => NormOf(call, NormOrder.One)));
        Add(new("norm2", 1, 1, call => NormOf(call, NormOrder.Two)));
        Add(new("correlate", 2, 3, call => Slide(call, flipped: false), "stride", "bias", "mode"), "conv", "conv1d", "corr", "xcorr", "crosscorrelate", "crosscorrelation");
        Add(new("convolve", 2, 3, call => Slide(call, flipped: true), "stride", "mode"));
    }

    public static IEnumerable<string> Names => ByKey.Values.Select(function => function.Name).Distinct();

    public static bool TryFind(ReadOnlySpan<char> key, out FormulaFunction? function) => BySpan.TryGetValue(key, out function);

    private static void Add(FormulaFunction function, params ReadOnlySpan<string> aliases)
    {
        ByKey.Add(function.Name, function);
        foreach (var alias in aliases) ByKey.Add(alias, function);
    }

    private static void Unary(Operation operation, params ReadOnlySpan<string> aliases) =>
        Add(new(operation.Notation.Symbol, 1, 1, call => new Application(operation, call[0])), aliases);

    private static void Binary(string name, Operation operation, params ReadOnlySpan<string> aliases) =>
        Add(new(name, 2, 2, call => new Application(operation, call[0], call[1])), aliases);

    private static Application Reduce(FunctionCall call, bool isMean) => new(new Total(isMean, call.Whole(1, "axis", "dim")), call[0]);

    // identity(n) builds, identity(x) is the activation that changes nothing.
    private static Application IdentityOf(FunctionCall call) =>
        new(call[0] is not Constant && StatedSize.Of(call[0]) is not null ? Eye.Instance : Elementwise.Identity, call[0]);

    private static Application EyeOf(FunctionCall call) =>
        call.Count == 1 || call[0] == call[1] ? new(Eye.Instance, call[0]) : throw call.Wrong(call.Position);

    private static Application Fill(FunctionCall call, Filled with) => new(with, call[0], call.Count == 2 ? call[1] : null);

    private static Application Extremum(FunctionCall call, bool largest)
    {
        if (call.Count == 1) return new Application(new ExtremeEntry(largest), call[0]);
        var join = largest ? Elementwise.Max : Elementwise.Min;
        var extreme = new Application(join, call[0], call[1]);
        for (var i = 2; i < call.Count; i++) extreme = new Application(join, extreme, call[i]);
        return extreme;
    }

    private static Node Clamp(FunctionCall call)
    {
        var clamped = call[0];
        if (call.TryGet(1, ["min", "a_min"], out var low)) clamped = new Application(Elementwise.Max, clamped, low.Value ?? throw call.Wrong(low.Position));
        if (call.TryGet(2, ["max", "a_max"], out var high)) clamped = new Application(Elementwise.Min, clamped, high.Value ?? throw call.Wrong(high.Position));
        return clamped;
    }

    private static Application SoftmaxOf(FunctionCall call) => call.Whole(1, "axis", "dim") is null or 0 or -1
        ? new Application(Softmax.Instance, call[0])
        : throw call.Wrong(call.Position);

    private static Application Leaky(FunctionCall call)
    {
        if (!call.TryGet(1, ["negative_slope", "alpha", "slope"], out var slope)) return new Application(LeakyRelu.Usual, call[0]);
        return slope.Value is Constant stated ? new Application(new LeakyRelu(stated.Value), call[0]) : throw call.Wrong(slope.Position);
    }

    private static Application NormOf(FunctionCall call, NormOrder order)
    {
        if (call.TryGet(1, ["ord", "p"], out var stated))
        {
            order = stated switch
            {
                { Text: "inf" } => NormOrder.Infinity,
                { Text: "fro" } => NormOrder.Two,
                { Value: Constant { Value: 1 } } => NormOrder.One,
                { Value: Constant { Value: 2 } } => NormOrder.Two,
                _ => throw call.Wrong(stated.Position),
            };
        }

        return new Application(new Norm(order, call.Whole(-1, "axis", "dim")), call[0]);
    }

    // The third argument is PyTorch's bias, or NumPy's mode, which can only be the one without padding.
    private static Application Slide(FunctionCall call, bool flipped)
    {
        var stride = call.Whole(-1, "stride");
        if (stride < 1) throw call.Wrong(call.Position);
        var sliding = new Application(new Sliding(flipped, stride), call[0], call[1]);
        if (!call.TryGet(2, ["bias", "mode"], out var third) || third.Text == "valid") return sliding;
        return third is { Value: not null, Keyword: not "mode" } && !flipped
            ? new Application(Elementwise.Add, sliding, third.Value)
            : throw call.Wrong(third.Position);
    }
}
