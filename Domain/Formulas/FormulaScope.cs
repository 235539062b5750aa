using GradingService.Domain.Formulas.Syntax;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas;

/// <summary>The names a question's formulas may use, with their shapes, and the stride of its convolutions. Immutable and safe to share.</summary>
public sealed class FormulaScope
{
    private const string PossibleIndices = "ijklrst";

    private readonly FormulaName[] _names;
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <summary>Declares the names.</summary>
    /// <param name="names">The names; no two may share a spelling.</param>
    /// <param name="stride">The step between outputs of <c>correlate</c> and <c>convolve</c>, unless a formula says otherwise.</param>
    /// <exception cref="ArgumentException">A spelling is empty or used twice, or a canonical name is not made of letters, digits and underscores.</exception>
    /// <param name="axes">What the index letters of a formula run over, in order; without axes there are no index letters.</param>
    public FormulaScope(IEnumerable<FormulaName> names, int stride = 1, IEnumerable<IndexAxis>? axes = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        Stride = stride;
        _names = names.ToArray();
        var phrases = new List<NamePhrase>();
        for (var index = 0; index < _names.Length; index++)
        {
            if (!NameKey.IsPlain(_names[index].Name))
                throw new ArgumentException($"'{_names[index].Name}' can't be a canonical name.", nameof(names));
            Register(_names[index].Name, index);
            foreach (var alias in _names[index].Aliases)
            {
                if (NamePhrase.IsPhrase(alias)) phrases.Add(new NamePhrase(alias, index));
                else Register(alias, index);
            }
        }

        Known = [.. _names.Select((name, index) => new Variable(index, name.Name, name.Size))];
        Sizes = [.. Known.Where(known => known.Size is not null)];
        Phrases = [.. phrases.OrderByDescending(phrase => phrase.Text.Length)];
        Axes = [.. axes ?? []];
        if (Axes.Any(axis => !PossibleIndices.Contains(axis.Letter, StringComparison.Ordinal) || axis.Size < 1))
            throw new ArgumentException("An axis has another letter or no entries.", nameof(axes));
        IndexLetters = Axes.Count == 0 ? "" : string.Concat(PossibleIndices.Where(letter => !_byKey.ContainsKey(letter.ToString())));
        _bySpan = _byKey.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The names, in the order they were declared.</summary>
    public IReadOnlyList<FormulaName> Names => _names;

    /// <summary>The step between outputs of <c>correlate</c> and <c>convolve</c>.</summary>
    public int Stride { get; }

    /// <summary>What the free index letters of a formula run over, unless it is read along other axes; a single axis is counted by any letter.</summary>
    public IReadOnlyList<IndexAxis> Axes { get; }

    /// <summary>Whether an asterisk between two names of columns of unlike length is the sign of their convolution, as a layer computes it.</summary>
    public bool ConvolvesByAsterisk { get; init; }

    /// <summary>The letters that are indices here.</summary>
    internal string IndexLetters { get; }

    internal NamePhrase[] Phrases { get; }

    internal Variable[] Known { get; }

    /// <summary>The sizes among the names, which an identity without one may have, in this order.</summary>
    internal Variable[] Sizes { get; }

    /// <summary>Gives every name its value.</summary>
    /// <exception cref="ArgumentException">A name is unknown, has no value or two, or a value isn't of its name's shape.</exception>
    public FormulaAssignment Assign(params ReadOnlySpan<(string Name, FormulaValue Value)> values)
    {
        var assigned = new FormulaValue[_names.Length];
        foreach (var (name, value) in values)
        {
            var index = IndexOf(name);
            if (assigned[index] is not null) throw new ArgumentException($"'{name}' has two values.", nameof(values));
            assigned[index] = Fitting(index, value);
        }

        foreach (var size in Sizes) assigned[size.Index] ??= FormulaValue.Scalar(size.Size!.Value);
        var missing = Array.IndexOf(assigned, null);
        return missing < 0
            ? new FormulaAssignment(this, assigned)
            : throw new ArgumentException($"'{_names[missing].Name}' has no value.", nameof(values));
    }

    internal int IndexOf(string name) => TryFind(NameKey.Of(name), out var index)
        ? index
        : throw new ArgumentException($"The scope has no name '{name}'.", nameof(name));

    internal bool TryFind(ReadOnlySpan<char> key, out int index) => _bySpan.TryGetValue(key, out index);

    internal FormulaValue Fitting(int index, FormulaValue value)
    {
        if (value.Shape != _names[index].Shape)
            throw new ArgumentException($"'{_names[index].Name}' is {_names[index].Shape}, the value is {value.Shape}.", nameof(value));
        return _names[index].Size is null || value.Number == _names[index].Size
            ? value
            : throw new ArgumentException($"The size '{_names[index].Name}' is {_names[index].Size} here.", nameof(value));
    }

    private void Register(string spelling, int index)
    {
        var key = NameKey.Of(spelling);
        if (key.Length == 0) throw new ArgumentException("A name can't be empty.", nameof(spelling));
        if (_byKey.TryGetValue(key, out var other) && other != index)
            throw new ArgumentException($"'{spelling}' would stand for both {_names[other].Name} and {_names[index].Name}.", nameof(spelling));
        _byKey[key] = index;
    }
}
