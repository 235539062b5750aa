using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>Writes a question's solution down as a derivation: steps in order, each a function of those before it.</summary>
public sealed class MarkSchemeBuilder
{
    private readonly List<Step> _steps = [];
    private readonly List<PartBuilder> _parts = [];
    private Func<AnswerSheet, AnswerSheet> _convention = sheet => sheet;

    /// <summary>Begins a part; its items follow in order.</summary>
    public PartBuilder Part(string id)
    {
        var part = new PartBuilder(this, id);
        _parts.Add(part);
        return part;
    }

    /// <summary>A value that is needed but not asked.</summary>
    public DerivedStep<T> Working<T>(string name, AnswerType<T> type, Func<Values, T> derive)
        where T : notnull => Add(new DerivedStep<T>(_steps.Count, name, type, isWorking: true, derive));

    /// <summary>A convention that a whole submission declares, such as the order of axes: answers are rewritten before they are marked.</summary>
    public void ReadBy(Func<AnswerSheet, AnswerSheet> convention) => _convention = convention;

    internal DerivedStep<T> Derived<T>(string name, AnswerType<T> type, Func<Values, T> derive)
        where T : notnull => Add(new DerivedStep<T>(_steps.Count, name, type, isWorking: false, derive));

    internal JudgedStep<T> Judged<T>(string name, DesignType<T> type, Func<Values, T> example, Judge<T>? judge, bool inBackground)
        where T : notnull => Add(new JudgedStep<T>(_steps.Count, name, type, example, judge, inBackground));

    private TStep Add<TStep>(TStep step)
        where TStep : Step
    {
        _steps.Add(step);
        return step;
    }

    /// <summary>Shares out the points and derives every reference value.</summary>
    /// <exception cref="MarkSchemeException">The settings name a part or item that isn't there, or their points don't add up.</exception>
    public MarkScheme Build(MarkSchemeSettings settings) => new(_steps, PointsOf.Share(_parts, settings), settings, _convention);
}

/// <summary>Adds items to a part.</summary>
public sealed class PartBuilder
{
    private readonly MarkSchemeBuilder _scheme;
    private readonly List<Item> _items = [];

    internal PartBuilder(MarkSchemeBuilder scheme, string id)
    {
        _scheme = scheme;
        Id = id;
    }

    internal string Id { get; }
    internal IReadOnlyList<Item> Items => _items;

    /// <summary>An item that is one value, marked by comparing.</summary>
    public DerivedStep<T> Item<T>(string id, LocalizedText label, AnswerType<T> type, Func<Values, T> derive, Rational? weight = null)
        where T : notnull
    {
        var step = _scheme.Derived($"{Id}.{id}", type, derive);
        _items.Add(new Item(Id, id, label, [new ItemField(null, step)]) { Weight = weight ?? Rational.One });
        return step;
    }

    /// <summary>An item that a judge examines.</summary>
    /// <param name="example">One right answer, for the solution and for steps that are computed from a design nobody gave.</param>
    /// <param name="judge">Null until there is one: the item is then pending.</param>
    /// <param name="inBackground">
    /// Whether the judge takes longer than a request should, as one that runs a program: the submission is stored with this item pending, and judged then.
    /// </param>
    public JudgedStep<T> Judged<T>(
        string id, LocalizedText label, DesignType<T> type, Func<Values, T> example, Judge<T>? judge, Rational? weight = null, bool inBackground = false)
        where T : notnull
    {
        var step = _scheme.Judged($"{Id}.{id}", type, example, judge, inBackground);
        _items.Add(new Item(Id, id, label, [new ItemField(null, step)]) { Weight = weight ?? Rational.One });
        return step;
    }

    /// <summary>An item of several fields; they share its points equally.</summary>
    public GroupBuilder Group(string id, LocalizedText label, Rational? weight = null)
    {
        var fields = new List<ItemField>();
        _items.Add(new Item(Id, id, label, fields) { Weight = weight ?? Rational.One });
        return new GroupBuilder(_scheme, $"{Id}.{id}", fields);
    }
}

/// <summary>Adds fields to an item.</summary>
public sealed class GroupBuilder
{
    private readonly MarkSchemeBuilder _scheme;
    private readonly string _name;
    private readonly List<ItemField> _fields;

    internal GroupBuilder(MarkSchemeBuilder scheme, string name, List<ItemField> fields)
    {
        _scheme = scheme;
        _name = name;
        _fields = fields;
    }

    /// <summary>A field that is one value, marked by comparing.</summary>
    public DerivedStep<T> Field<T>(string name, AnswerType<T> type, Func<Values, T> derive)
        where T : notnull
    {
        var step = _scheme.Derived($"{_name}.{name}", type, derive);
        _fields.Add(new ItemField(name, step));
        return step;
    }
}
