using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Index notation: a formula with free indices is laid out once for every place of its result.</summary>
internal sealed partial class TapeMaker
{
    private const int MostPlaces = 4096;

    private readonly int?[] _letters = new int?['z' - 'a' + 1];
    private readonly bool[] _limited = new bool['z' - 'a' + 1];
    private readonly Counting _begins;

    private bool TryPlaceRoot(Node root, IReadOnlyList<IndexAxis> axes, out Slot slot, out ValueShape shape)
    {
        var free = IndexLetters.Free(root);
        if (free.Count == 0) return TryPlace(root, out slot, out shape);
        (slot, shape) = (default, default);
        if (axes.Count == 1 && free.Count == 1) axes = [axes[0] with { Letter = free.First() }];
        foreach (var letter in free)
        {
            if (!axes.Any(axis => axis.Letter == letter))
                return Refuse($"Nije rečeno po čemu ide indeks {letter}.", $"It isn't said what the index {letter} runs over.");
        }

        var places = axes.Aggregate(1L, (product, axis) => product * axis.Size);
        if (places > MostPlaces) return Refuse("Račun je prevelik.", "The computation is too large.");
        var entries = new Slot[places];
        for (var place = 0; place < places; place++)
        {
            var rest = place;
            for (var axis = axes.Count - 1; axis >= 0; axis--)
            {
                _letters[axes[axis].Letter - 'a'] = rest % axes[axis].Size + _begins.Letters;
                rest /= axes[axis].Size;
            }

            _placedIdentities = 0;
            if (!TryPlace(root, out entries[place], out var of)) return false;
            if (of.Kind == ValueKind.Matrix || entries[place].Count != entries[0].Count) return NoNumber(of);
        }

        return TryGather(entries, axes, out slot, out shape);
    }

    // The places beside one another; where each is a vector, as in δ_ij p', its entries are one more axis.
    private bool TryGather(Slot[] entries, IReadOnlyList<IndexAxis> axes, out Slot slot, out ValueShape shape)
    {
        (slot, shape) = (default, default);
        var (count, rows) = (entries[0].Count, axes[0].Size);
        var total = (long)entries.Length * count;
        if (total > ValueShape.MaxEntries || total > MostEntries - _size) return Refuse("Račun je prevelik.", "The computation is too large.");
        shape = total == rows ? ValueShape.Column(rows) : ValueShape.Matrix(rows, (int)total / rows);
        slot = Reserve(shape.Count, isActive: true);
        for (var i = 0; i < entries.Length; i++)
            _instructions.Add(new(SameEntries.Instance, entries[i], default, new Slot(slot.Offset + i * count, count, true)));
        return true;
    }

    private bool NoNumber(ValueShape shape) => Refuse(
        $"Uz indekse svaki član treba biti broj, a ovdje je {shape.Description.Hr}.", $"Beside indices every term should be a number; here is {shape.Description.En}.");

    private bool TryPlaceEntry(IndexedEntry entry, out Slot slot, out ValueShape shape)
    {
        (slot, shape) = (default, ValueShape.Scalar);
        if (!TryPlace(entry.Of, out var whole, out var of)) return false;
        var (first, second) = entry.Indices;
        if (of.Kind == ValueKind.Matrix && second is null && Place(first, of.Rows) is { } which)
        {
            // A row lies together.
            (slot, shape) = (whole with { Offset = whole.Offset + which * of.Columns, Count = of.Columns }, ValueShape.Row(of.Columns));
            return true;
        }

        if (of.Kind == ValueKind.Scalar || of.IsVector != second is null)
            return Refuse($"Broj indeksa ne odgovara: {of.Description.Hr}.", $"The number of indices doesn't suit {of.Description.En}.");
        var (rows, columns) = second is null ? (of.Count, 1) : (of.Rows, of.Columns);
        if (Place(first, rows) is not { } row || (second is null ? 0 : Place(second, columns)) is not { } column)
        {
            return Refuse(
                $"Indeks [{entry.Indices}] izlazi iz granica ili nije određen: {of.Description.Hr}.", $"The index [{entry.Indices}] leaves {of.Description.En} or isn't determined.");
        }

        return TryAdd(new Entry(row * columns + column), whole, default, shape, out slot);
    }

    private int? Place(IndexForm form, int count) =>
        form.At(_letters) - Origin(form) is { } place && place >= 0 && place < count
            ? place
            : null;

    // A letter that runs over the entries begins where they do; one with limits of its own counts as subscripts do.
    private int Origin(IndexForm form) => form.Alone is not { } letter
        ? form.IsSubscript ? _begins.Entries : 0
        : _limited[letter - 'a'] ? _begins.Entries : _begins.Letters;

    private bool TryPlaceDelta(Delta delta, out Slot slot, out ValueShape shape)
    {
        (slot, shape) = (default, ValueShape.Scalar);
        if (delta.First.At(_letters) is not { } first || delta.Second.At(_letters) is not { } second)
            return Refuse("Indeks u delta nije određen.", "An index in delta isn't determined.");
        slot = Reserve(1, isActive: false);
        _constants.Add((slot, first == second ? 1 : 0));
        return true;
    }

    private bool TryPlaceSum(Summation sum, out Slot slot, out ValueShape shape)
    {
        (slot, shape) = (default, ValueShape.Scalar);
        var entries = IndexLetters.Size(sum.Body, sum.Letter, _scope);
        if (sum.Limits is null && entries is null)
            return Refuse($"Nije rečeno dokle ide indeks {sum.Letter}.", $"It isn't said how far the index {sum.Letter} runs.");
        var (from, to) = sum.Limits ?? (_begins.Letters, _begins.Letters + entries!.Value - 1);
        if (to < from || to - from >= MostPlaces) return Refuse("Granice zbroja nisu u redu.", "The limits of the sum aren't in order.");
        var (outer, outerLimited) = (_letters[sum.Letter - 'a'], _limited[sum.Letter - 'a']);
        _limited[sum.Letter - 'a'] = sum.Limits is not null;
        var identities = _placedIdentities;
        for (var value = from; value <= to; value++)
        {
            _letters[sum.Letter - 'a'] = value;
            _placedIdentities = identities;
            if (!TryPlace(sum.Body, out var term, out var of)) return false;
            if (value == from) (slot, shape) = (term, of);
            else if (of != shape) return NoNumber(of);
            else if (!TryAdd(Zip.Sum, slot, term, shape, out slot)) return false;
        }

        (_letters[sum.Letter - 'a'], _limited[sum.Letter - 'a']) = (outer, outerLimited);
        return true;
    }

    private bool Refuse(string hr, string en)
    {
        _misfit = new(hr, en);
        return false;
    }
}
