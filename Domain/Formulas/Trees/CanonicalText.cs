using System.Globalization;
using System.Text;
using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Prints a tree with as few parentheses as the grammar allows: the text parses back to the same tree.</summary>
internal sealed class CanonicalText(FormulaScope scope)
{
    private readonly StringBuilder _text = new();

    public static string Of(Node node, FormulaScope scope)
    {
        var printer = new CanonicalText(scope);
        printer.Print(node);
        return printer._text.ToString();
    }

    private void Print(Node node)
    {
        switch (node)
        {
            case Constant constant:
                _text.Append(constant.Value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case Variable variable:
                _text.Append(variable.Name);
                break;
            case UnsizedIdentity:
                _text.Append(UnsizedIdentity.Name);
                break;
            case UnsizedOnes:
                _text.Append(UnsizedOnes.High).Append(UnsizedOnes.Bold);
                break;
            case IndexedEntry entry:
                PrintEntry(entry);
                break;
            case Delta delta:
                _text.Append("delta(").Append(delta.First).Append(", ").Append(delta.Second).Append(')');
                break;
            case Summation sum:
                _text.Append("sum_{").Append(sum.Letter);
                if (sum.Limits is var (from, to)) _text.Append(CultureInfo.InvariantCulture, $"={from}}}^{{{to}");
                _text.Append("} ");
                Print(sum.Body, Precedence.Product);
                break;
            case Application application:
                Print(application, application.Operation.Notation);
                break;
        }
    }

    private void Print(Application node, Notation notation)
    {
        switch (notation.Form)
        {
            case NotationForm.Infix when notation.Precedence == Precedence.Power:
                Print(node.First, Precedence.Postfix);
                _text.Append(notation.Symbol);
                Print(node.Second!, Precedence.Sign);
                break;
            case NotationForm.Infix:
                Print(node.First, notation.Precedence);
                _text.Append(' ').Append(SignOfSliding.WouldSlide(node, scope) ? "@" : notation.Symbol).Append(' ');
                Print(node.Second!, notation.Precedence + 1);
                break;
            case NotationForm.Prefix:
                _text.Append(notation.Symbol);
                Print(node.First, notation.Precedence);
                break;
            case NotationForm.Postfix:
                Print(node.First, Precedence.Postfix);
                _text.Append(notation.Symbol);
                break;
            case NotationForm.Bars:
                PrintBars(node.First);
                break;
            case NotationForm.Brackets:
                _text.Append('[');
                PrintBlocks(node);
                _text.Append(']');
                break;
            default:
                PrintCall(node, notation);
                break;
        }
    }

    private void Print(Node node, Precedence atLeast)
    {
        var bare = node switch
        {
            Application application => application.Operation.Notation.Precedence >= atLeast,
            Summation => atLeast == Precedence.Sum,
            _ => true,
        };
        if (!bare) _text.Append('(');
        Print(node);
        if (!bare) _text.Append(')');
    }

    // Bars within bars can be paired in more than one way; parentheses leave one.
    private void PrintBars(Node inner)
    {
        _text.Append('|');
        var start = _text.Length;
        Print(inner);
        if (_text.ToString(start, _text.Length - start).Contains('|', StringComparison.Ordinal)) _text.Insert(start, '(').Append(')');
        _text.Append('|');
    }

    private void PrintEntry(IndexedEntry entry)
    {
        var isSubscript = entry.Indices.First.IsSubscript || entry.Indices.Second?.IsSubscript == true;
        Print(entry.Of, Precedence.Postfix);
        _text.Append(isSubscript ? "_{" : "[").Append(entry.Indices).Append(isSubscript ? '}' : ']');
    }

    // Blocks lean to the left: [a, b, c] is (a, b), c, and a row stands in a column without brackets of its own.
    private void PrintBlocks(Application blocks)
    {
        PrintBlock(blocks.First, blocks.Operation, isFirst: true);
        _text.Append(blocks.Operation.Notation.Symbol);
        PrintBlock(blocks.Second!, blocks.Operation, isFirst: false);
    }

    private void PrintBlock(Node node, Operation outer, bool isFirst)
    {
        if (node is Application { Operation: Blocks inner } blocks && ((isFirst && inner == outer) || (inner == Blocks.InRow && outer == Blocks.InColumn)))
            PrintBlocks(blocks);
        else Print(node);
    }

    private void PrintCall(Application node, Notation notation)
    {
        _text.Append(notation.Symbol).Append('(');
        Print(node.First);
        if (node.Second is not null)
        {
            _text.Append(", ");
            Print(node.Second);
        }

        _text.Append(notation.Ending).Append(')');
    }
}
