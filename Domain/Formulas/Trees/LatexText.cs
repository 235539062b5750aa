using System.Globalization;
using System.Text;
using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Prints a tree as LaTeX's mathematics, with as few parentheses as its notation allows. What is printed reads back as the same tree, but for
/// numbers with a power of ten, which read as that product.</summary>
internal sealed class LatexText
{
    private readonly FormulaScope _scope;
    private readonly StringBuilder _text = new();

    private LatexText(FormulaScope scope) => _scope = scope;

    public static string Of(Node node, FormulaScope scope)
    {
        var printer = new LatexText(scope);
        printer.Print(node);
        return printer._text.ToString();
    }

    private void Print(Node node)
    {
        switch (node)
        {
            case Constant constant:
                _text.Append(LatexNumber.Of(constant.Value, _scope));
                break;
            case Variable variable:
                _text.Append(LatexName.Of(variable.Name, _scope));
                break;
            case UnsizedIdentity:
                _text.Append(UnsizedIdentity.Name);
                break;
            case UnsizedOnes:
                _text.Append(@"\mathbf{1}");
                break;
            case IndexedEntry entry:
                PrintEntry(entry.Of, entry.Indices);
                break;
            case Delta delta:
                PrintDelta(new IndexPair(delta.First, delta.Second));
                break;
            case Summation sum:
                _text.Append(CultureInfo.InvariantCulture, $@"\sum_{{{sum.Letter}");
                if (sum.Limits is var (from, to)) _text.Append(CultureInfo.InvariantCulture, $"={from}}}^{{{to}");
                _text.Append("} ");
                Print(sum.Body, LatexBinding.Product);
                break;
            case Application application:
                Print(application);
                break;
        }
    }

    private void Print(Application node)
    {
        switch (node.Operation)
        {
            case Quotient:
                Print(@"\frac{", node.First, "}{", node.Second!, "}");
                break;
            case Power:
                Print(node.First, LatexBinding.Raised);
                Print("^{", node.Second!, "}");
                break;
            case Transpose:
                Print(node.First, LatexBinding.Raised);
                _text.Append(@"^{\top}");
                break;
            case Dot:
                Print(@"\left\langle ", node.First, ", ", node.Second!, @"\right\rangle ");
                break;
            case Magnitude:
                // Bars within bars would be a norm's.
                var isDouble = node.First is Application { Operation: Magnitude };
                Print(isDouble ? @"\left|\left(" : @"\left|", node.First, isDouble ? @"\right)\right|" : @"\right|");
                break;
            case Norm { Axis: null } norm:
                Print(@"\left\|", node.First, @"\right\|");
                _text.Append(norm.Order switch { NormOrder.One => "_{1}", NormOrder.Infinity => @"_{\infty}", _ => "" });
                break;
            case Blocks:
                _text.Append(@"\begin{bmatrix}");
                PrintBlocks(node);
                _text.Append(@"\end{bmatrix}");
                break;
            case Operations.Index index:
                PrintEntry(node.First, index);
                break;
            case Eye when node.First is Variable { Size: not null } size:
                _text.Append(CultureInfo.InvariantCulture, $"I_{{{size.Name}}}");
                break;
            case var operation when operation == Elementwise.Negate:
                _text.Append('-');
                Print(node.First, LatexBinding.Sign);
                break;
            case var operation when operation == Elementwise.Sqrt:
                Print(@"\sqrt{", node.First, "}");
                break;
            case var _ when LatexBindings.SignOf(node, _scope) is { } sign:
                PrintInfix(node, sign);
                break;
            default:
                PrintCall(node);
                break;
        }
    }

    private void PrintInfix(Application node, string sign)
    {
        var binding = LatexBindings.Of(node, _scope);
        Print(node.First, binding);
        _text.Append(' ').Append(sign).Append(' ');
        // a · -b reads, but nobody writes it.
        Print(node.Second!, binding == LatexBinding.Product || IsNegation(node.Second) ? LatexBinding.Factor : LatexBinding.Product);
    }

    private static bool IsNegation(Node? node) => node is Application { Operation: var operation } && operation == Elementwise.Negate;

    private void PrintCall(Application node)
    {
        var notation = node.Operation.Notation;
        _text.Append(LatexName.OfFunction(notation.Symbol, _scope)).Append(@"\left(");
        Print(node.First);
        if (node.Second is not null) Print(", ", node.Second, "");
        _text.Append(Upright(notation.Ending)).Append(@"\right)");
    }

    // The keyword in ", axis=0" is a word, no product of letters.
    private static string Upright(string ending) => ending.Contains('=', StringComparison.Ordinal)
        ? ending.Insert(ending.LastIndexOf(' ') + 1, @"\mathrm{").Replace("=", "}=", StringComparison.Ordinal)
        : ending;

    private void Print(string before, Node node, string after)
    {
        _text.Append(before);
        Print(node);
        _text.Append(after);
    }

    private void Print(string before, Node first, string between, Node second, string after)
    {
        Print(before, first, between);
        Print("", second, after);
    }

    private void Print(Node node, LatexBinding atLeast)
    {
        if (LatexBindings.Of(node, _scope) >= atLeast) Print(node);
        else Print(@"\left(", node, @"\right)");
    }

    // Subscripts count from 1 and stand at names; a name's own comes first, as in f_{q,1}.
    private void PrintEntry(Node of, Operations.Index index)
    {
        var subscript = index.Second is null
            ? FormattableString.Invariant($"{index.First + 1}")
            : FormattableString.Invariant($"{index.First + 1},{index.Second + 1}");
        if (index.First >= 0 && index.Second is null or >= 0 && of is Variable variable && LatexName.WithSubscript(variable.Name, subscript, _scope) is { } entry)
        {
            _text.Append(entry);
            return;
        }

        Print(of, LatexBinding.Raised);
        _text.Append(index.Notation.Symbol);
    }

    private void PrintEntry(Node of, IndexPair indices)
    {
        var subscript = LatexIndices.Subscript(indices);
        if (subscript is not null && of is Variable variable && LatexName.WithSubscript(variable.Name, subscript, _scope) is { } entry) _text.Append(entry);
        else if (subscript is null || LatexIndices.AreLetters(indices))
        {
            Print(of, LatexBinding.Raised);
            _text.Append('[').Append(LatexIndices.Bracketed(indices)).Append(']');
        }
        else Print(@"\left(", of, $@"\right)_{{{subscript}}}");
    }

    private void PrintDelta(IndexPair pair)
    {
        if (LatexIndices.AreLetters(pair) && LatexIndices.Subscript(pair) is { } subscript) _text.Append($@"\delta_{{{subscript}}}");
        else _text.Append($@"\delta\left({LatexIndices.Bracketed(pair)}\right)");
    }

    // Blocks lean to the left: [a, b, c] is (a, b), c, and a row stands in a column without brackets of its own.
    private void PrintBlocks(Application blocks)
    {
        PrintBlock(blocks.First, blocks.Operation, isFirst: true);
        _text.Append(blocks.Operation == Blocks.InRow ? " & " : @" \\ ");
        PrintBlock(blocks.Second!, blocks.Operation, isFirst: false);
    }

    private void PrintBlock(Node node, Operation outer, bool isFirst)
    {
        if (node is Application { Operation: Blocks inner } blocks && ((isFirst && inner == outer) || (inner == Blocks.InRow && outer == Blocks.InColumn)))
            PrintBlocks(blocks);
        else Print(node);
    }
}
