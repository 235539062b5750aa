using System.Globalization;
using System.Xml.Linq;
using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Writes a tree in MathML, the way people write formulas: fractions, raised exponents, ‖norms‖, <c>I ⊗ pᵀ</c>, <c>x ⋆ w</c>.</summary>
internal static class MathMarkup
{
    private static readonly XNamespace MathMl = "http://www.w3.org/1998/Math/MathML";

    public static string Of(Node node) => new XElement(MathMl + "math", Row(Parts(node))).ToString(SaveOptions.DisableFormatting);

    private static XElement Element(string name, params object[] content) => new(MathMl + name, content);

    private static XElement Sign(string sign) => Element("mo", sign);

    private static XElement Row(XElement[] parts) => parts.Length == 1 ? parts[0] : Element("mrow", [.. parts]);

    private static XElement Whole(Node node) => Row(Parts(node));

    private static XElement[] Parts(Node node) => node switch
    {
        Constant constant => [Number(constant.Value)],
        Variable variable => [MathName.Of(variable.Name, Element)],
        UnsizedIdentity => [Element("mi", "I")],
        UnsizedOnes => [Element("mn", "𝟏")],
        IndexedEntry entry => [Element("msub", AtLeast(entry.Of, Precedence.Postfix), Indices($"{entry.Indices}"))],
        Delta delta => [Element("msub", Element("mi", "δ"), Indices($"{delta.First} {delta.Second}"))],
        Summation sum => [Sum(sum), AtLeast(sum.Body, Precedence.Product)],
        Application { Operation: Blocks } matrix => [Brackets(matrix)],
        Application application => Parts(application, application.Operation.Notation),
        _ => throw new ArgumentException($"Unknown node {node.GetType().Name}.", nameof(node)),
    };

    private static XElement[] Parts(Application node, Notation notation) => (notation.Form, notation.Symbol, notation.Ending) switch
    {
        (NotationForm.Infix, "/", _) => [Element("mfrac", Whole(node.First), Whole(node.Second!))],
        (NotationForm.Infix, "^", _) => [Element("msup", AtLeast(node.First, Precedence.Postfix), Whole(node.Second!))],
        (NotationForm.Infix, ".^", _) =>
            [Element("msup", AtLeast(node.First, Precedence.Postfix), Element("mrow", Sign("∘"), Whole(node.Second!)))],
        (NotationForm.Infix, var symbol, _) => Infix(node, Operator(symbol), notation.Precedence),
        (NotationForm.Prefix, _, _) => [Sign("−"), AtLeast(node.First, notation.Precedence)],
        (NotationForm.Postfix, "'", _) => [Element("msup", AtLeast(node.First, Precedence.Postfix), Sign("⊤"))],
        (NotationForm.Postfix, var place, _) => [AtLeast(node.First, Precedence.Postfix), Element("mtext", place)],
        (NotationForm.Bars, _, _) or (_, "abs", "") => [Between("|", node.First, "|")],
        (_, "norm", "") => [Between("‖", node.First, "‖")],
        (_, "norm", ", 1") => [Element("msub", Between("‖", node.First, "‖"), Element("mn", "1"))],
        (_, "norm", ", inf") => [Element("msub", Between("‖", node.First, "‖"), Element("mi", "∞"))],
        (_, "sqrt", "") => [Element("msqrt", Whole(node.First))],
        (_, "square", "") => [Element("msup", AtLeast(node.First, Precedence.Postfix), Element("mn", "2"))],
        _ when InfixOf(notation) is { } sign => Infix(node, sign, Precedence.Product),
        _ => Call(node, notation),
    };

    private static XElement[] Infix(Application node, string sign, Precedence precedence) =>
        [AtLeast(node.First, precedence), Sign(sign), AtLeast(node.Second!, precedence + 1, isAfterSign: true)];

    private static string Operator(string symbol) => symbol switch { "*" => "·", "-" => "−", ".*" => "⊙", "./" => "⊘", _ => symbol };

    /// <summary>Calls that people write with a sign between their operands.</summary>
    private static string? InfixOf(Notation notation) => (notation.Symbol, notation.Ending) switch
    {
        ("kron", "") => "⊗",
        ("correlate", "") => "⋆",
        ("convolve", "") => "∗",
        _ => null,
    };

    private static Precedence PrecedenceOf(Node node) => node switch
    {
        Summation => Precedence.Sum,
        // A fraction's bar holds it together, though not against an exponent.
        Application { Operation.Notation: { Form: NotationForm.Infix, Symbol: "/" } } => Precedence.Power,
        Application { Operation.Notation: var notation } when InfixOf(notation) is not null => Precedence.Product,
        Application { Operation.Notation: var notation } => notation.Precedence,
        _ => Precedence.Atom,
    };

    private static XElement AtLeast(Node node, Precedence precedence, bool isAfterSign = false)
    {
        var isSigned = isAfterSign && node is Application { Operation.Notation.Form: NotationForm.Prefix };
        return PrecedenceOf(node) >= precedence && !isSigned ? Whole(node) : Between("(", node, ")");
    }

    private static XElement Between(string open, Node inner, string close) => Element("mrow", Fence(open, "prefix"), Whole(inner), Fence(close, "postfix"));

    private static XElement Fence(string sign, string form) =>
        Element("mo", new XAttribute("form", form), new XAttribute("stretchy", "true"), sign);

    private static XElement[] Call(Application node, Notation notation)
    {
        List<object> inside = [Fence("(", "prefix"), Whole(node.First)];
        if (node.Second is not null) inside.AddRange([Sign(","), Whole(node.Second)]);
        if (notation.Ending.Length > 0) inside.Add(Element("mtext", notation.Ending));
        inside.Add(Fence(")", "postfix"));
        return [MathName.OfFunction(notation.Symbol, Element), Sign("\u2061"), Element("mrow", [.. inside])];
    }

    private static XElement Sum(Summation sum)
    {
        var letter = Element("mi", sum.Letter.ToString());
        return sum.Limits is var (from, to)
            ? Element("munderover", Sign("∑"), Element("mrow", letter, Sign("="), Number(from)), Number(to))
            : Element("munder", Sign("∑"), letter);
    }

    /// <summary>Indices such as <c>2*i + 1, j</c>: every letter in italics.</summary>
    private static XElement Indices(string text) => Row(
    [
        .. text.Where(c => c is not (' ' or '*')).Select(c =>
            char.IsAsciiLetter(c) ? Element("mi", c.ToString()) : char.IsAsciiDigit(c) ? Element("mn", c.ToString()) : Sign(c == '-' ? "−" : c.ToString())),
    ]);

    private static XElement Brackets(Application matrix)
    {
        var rows = Flat(matrix, Blocks.InColumn).Select(row => Element(
            "mtr", [.. Flat(row, Blocks.InRow).Select(entry => Element("mtd", Whole(entry)))]));
        return Element("mrow", Fence("[", "prefix"), Element("mtable", [.. rows]), Fence("]", "postfix"));
    }

    /// <summary>The blocks in order: they lean to the left, [a, b, c] is (a, b), c.</summary>
    private static IEnumerable<Node> Flat(Node node, Operation along)
    {
        var last = new Stack<Node>();
        while (node is Application { Operation: Blocks blocks } application && blocks == along)
        {
            last.Push(application.Second!);
            node = application.First;
        }
        return last.Prepend(node);
    }

    private static XElement Number(double value)
    {
        var digits = value.ToString("R", CultureInfo.InvariantCulture).Replace('-', '−');
        var e = digits.IndexOf('E', StringComparison.Ordinal);
        return e < 0
            ? Element("mn", digits)
            : Element("mrow", Element("mn", digits[..e]), Sign("·"), Element("msup", Element("mn", "10"), Element("mn", digits[(e + 1)..].TrimStart('+'))));
    }
}
