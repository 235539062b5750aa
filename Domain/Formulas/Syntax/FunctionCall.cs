using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>One argument of a call: a value or a quoted text, perhaps under a keyword.</summary>
internal readonly record struct Argument(Node? Value, string? Text, string? Keyword, int Position);

/// <summary>A call as written, before the function makes a tree of it.</summary>
internal sealed class FunctionCall(FormulaFunction function, int position)
{
    private readonly List<Argument> _positional = [];
    private readonly List<Argument> _keywords = [];

    public int Position => position;

    public int Count => _positional.Count;

    /// <summary>Whether sizes may be given as one list, as NumPy's <c>ones((m, n))</c>.</summary>
    public bool TakesShape => function.TakesShape;

    /// <summary>The value of an argument given by position.</summary>
    public Node this[int index] => _positional[index].Value ?? throw Wrong(_positional[index].Position);

    public void Add(Argument argument)
    {
        if (argument.Keyword is null)
        {
            if (_keywords.Count > 0) throw Wrong(argument.Position);
            _positional.Add(argument);
            return;
        }

        if (!function.Keywords.Contains(argument.Keyword) || _keywords.Exists(earlier => earlier.Keyword == argument.Keyword))
        {
            throw SyntaxErrors.At(
                argument.Position,
                $"Funkcija {function.Name} ovdje ne prima „{argument.Keyword}=”.",
                $"The function {function.Name} doesn't take “{argument.Keyword}=” here.");
        }

        _keywords.Add(argument);
    }

    public Node Build()
    {
        if (Count >= function.Fewest && Count <= function.Most) return function.Build(this);
        throw SyntaxErrors.At(
            position,
            $"Broj argumenata funkcije {function.Name} treba biti {Range()}, a ima ih {Count}.",
            $"The number of arguments of {function.Name} should be {Range()}; there are {Count}.");
    }

    /// <summary>An argument given by position or by one of its keywords.</summary>
    public bool TryGet(int index, ReadOnlySpan<string> keywords, out Argument argument)
    {
        argument = index >= 0 && index < Count ? _positional[index] : default;
        var found = index >= 0 && index < Count;
        foreach (var keyword in keywords)
        {
            foreach (var given in _keywords)
            {
                if (given.Keyword != keyword) continue;
                if (found) throw Wrong(given.Position);
                (argument, found) = (given, true);
            }
        }

        return found && argument.Text != "none";
    }

    /// <summary>A whole number stated as such, given by position or keyword; null where it isn't given.</summary>
    public int? Whole(int index, params ReadOnlySpan<string> keywords)
    {
        if (!TryGet(index, keywords, out var argument)) return null;
        return argument.Value is not null && TryWhole(argument.Value, out var whole) ? whole : throw Wrong(argument.Position);
    }

    public FormulaSyntaxException Wrong(int at) => SyntaxErrors.At(
        at,
        $"Funkcija {function.Name} ne prima takav argument (na {at}. mjestu).",
        $"The function {function.Name} doesn't take such an argument (at position {at}).");

    public static bool TryWhole(Node node, out int whole)
    {
        var value = node switch
        {
            Constant constant => constant.Value,
            Application { First: Constant constant } negated when negated.Operation == Elementwise.Negate => -constant.Value,
            _ => double.NaN,
        };
        var isWhole = double.IsInteger(value) && Math.Abs(value) <= ValueShape.MaxEntries;
        whole = isWhole ? (int)value : 0;
        return isWhole;
    }

    private string Range() => function.Fewest == function.Most
        ? FormattableString.Invariant($"{function.Fewest}")
        : function.Most == int.MaxValue
            ? FormattableString.Invariant($"≥ {function.Fewest}")
            : FormattableString.Invariant($"{function.Fewest}–{function.Most}");
}

/// <summary>A function of the language: its canonical name, how many arguments it takes by position, the keywords it knows,
/// and the tree its call stands for.</summary>
internal sealed record FormulaFunction(string Name, int Fewest, int Most, Func<FunctionCall, Node> Build, params string[] Keywords)
{
    /// <summary>Whether the arguments are sizes.</summary>
    public bool TakesShape { get; init; }
}
