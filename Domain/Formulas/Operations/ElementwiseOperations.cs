using System.Diagnostics.CodeAnalysis;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Operations;

/// <summary>A function of one number, applied to every entry of any value.</summary>
internal sealed record MapOperation(Notation Notation, Map Kernel) : Operation(Notation)
{
    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        Fits(Kernel, operands.First, out kernel, out shape);
}

/// <summary>A function of two numbers, applied entry by entry.</summary>
internal sealed record ZipOperation(Notation Notation, Zip Kernel) : Operation(Notation)
{
    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape) =>
        Zip.TryJoin(operands.First, operands.Second, out var joined)
            ? Fits(Kernel, joined, out kernel, out shape)
            : DoesNotFit(out kernel, out shape);
}

/// <summary>The max(x, 0.01x) family; the slope is stated in the formula.</summary>
internal sealed record LeakyRelu(double Slope) : Operation(Written(Slope))
{
    private const double UsualSlope = 0.01;

    public static LeakyRelu Usual { get; } = new(UsualSlope);

    public override bool TryBind(in Operands operands, int stride, [NotNullWhen(true)] out Kernel? kernel, out ValueShape shape)
    {
        var slope = Slope;
        return Fits(new Map(x => x > 0 ? x : slope * x, (x, _) => x > 0 ? 1 : slope), operands.First, out kernel, out shape);
    }

    private static Notation Written(double slope) =>
        new(NotationForm.Call, "leakyRelu", Ending: slope == UsualSlope ? "" : FormattableString.Invariant($", {slope:R}"));
}

/// <summary>The elementwise operations. Slopes at a kink: 0 for abs, sign, step, relu and hardtanh, as in PyTorch.</summary>
internal static class Elementwise
{
    public static Operation Add { get; } = Infix("+", Precedence.Sum, Zip.Sum);

    public static Operation Subtract { get; } = Infix("-", Precedence.Sum, Zip.Difference);

    public static Operation Multiply { get; } = Infix(".*", Precedence.Product, Zip.Product);

    public static Operation Divide { get; } = Infix("./", Precedence.Product, Zip.Quotient);

    public static Operation Power { get; } = Infix(".^", Precedence.Power, Zip.Power);

    public static Operation Max { get; } = new ZipOperation(new Notation(NotationForm.Call, "max"), Zip.Larger);

    public static Operation Min { get; } = new ZipOperation(new Notation(NotationForm.Call, "min"), Zip.Smaller);

    public static Operation Negate { get; } =
        new MapOperation(new Notation(NotationForm.Prefix, "-", Precedence.Sign), new Map(x => -x, (_, _) => -1));

    public static Operation Exp { get; } = Function("exp", Math.Exp, (_, y) => y);

    public static Operation Log { get; } = Function("log", Math.Log, (x, _) => 1 / x);

    public static Operation Sqrt { get; } = Function("sqrt", Math.Sqrt, (_, y) => 0.5 / y);

    public static Operation Abs { get; } = Function("abs", Math.Abs, (x, _) => Sgn(x));

    public static Operation Square { get; } = Function("square", x => x * x, (x, _) => 2 * x);

    public static Operation Sigmoid { get; } = Function("sigmoid", Logistic, (_, y) => y * (1 - y));

    public static Operation Tanh { get; } = Function("tanh", Math.Tanh, (_, y) => 1 - y * y);

    public static Operation Relu { get; } = Function("relu", x => Math.Max(0, x), (x, _) => x > 0 ? 1 : 0);

    public static Operation Hardtanh { get; } = Function("hardtanh", x => Math.Min(1, Math.Max(-1, x)), (x, _) => x is > -1 and < 1 ? 1 : 0);

    public static Operation Step { get; } = Function("step", x => double.IsNaN(x) ? x : x > 0 ? 1 : 0, (_, _) => 0);

    public static Operation Sign { get; } = Function("sign", Sgn, (_, _) => 0);

    public static Operation Identity { get; } = Function("identity", x => x, (_, _) => 1);

    private static ZipOperation Infix(string symbol, Precedence precedence, Zip kernel) =>
        new(new Notation(NotationForm.Infix, symbol, precedence), kernel);

    private static MapOperation Function(string name, Func<double, double> value, Func<double, double, double> slope) =>
        new(new Notation(NotationForm.Call, name), new Map(value, slope));

    private static double Sgn(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    private static double Logistic(double x)
    {
        if (x >= 0) return 1 / (1 + Math.Exp(-x));
        var e = Math.Exp(x);
        return e / (1 + e);
    }
}
