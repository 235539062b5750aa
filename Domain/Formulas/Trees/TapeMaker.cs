using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Settles the shapes of a tree and lays it out as a tape, or says what doesn't fit.</summary>
internal sealed partial class TapeMaker
{
    private const int LongestQuote = 80;
    private const int MostEntries = 1 << 22;
    private const long MostMultiplications = 1 << 26;
    private const int MostInstructions = 100_000;

    // Over all ways of reading one formula.
    private const int MostTried = 400_000;

    private readonly FormulaScope _scope;
    private readonly List<Tape.Load> _loads = [];
    private readonly List<Tape.Instruction> _instructions = [];
    private readonly List<(Slot Slot, double Value)> _constants = [];
    private int _size;
    private long _cost;
    private LocalizedText? _misfit;

    private readonly int[] _identities;
    private int _placedIdentities;

    private TapeMaker(FormulaScope scope, int[] identities, Counting begins) => (_scope, _identities, _begins) = (scope, identities, begins);

    /// <summary>Makes the tape; null and a reason where the shapes don't fit.</summary>
    public static Tape? TryMake(Node root, FormulaScope scope, IReadOnlyList<IndexAxis> axes, out LocalizedText? misfit)
    {
        misfit = null;
        var (counting, tried) = (Counting.Of(root), 0);
        foreach (var identities in IdentitySizes.Of(root, scope))
        {
            foreach (var begins in counting)
            {
                var tape = TryMake(root, scope, axes, identities, begins, ref tried, out var reason);
                if (tape is not null)
                {
                    misfit = null;
                    return tape;
                }

                misfit ??= reason;
                if (tried > MostTried) return null;
            }
        }

        return null;
    }

    private static Tape? TryMake(
        Node root, FormulaScope scope, IReadOnlyList<IndexAxis> axes, int[] identities, Counting begins, ref int tried, out LocalizedText? misfit)
    {
        var maker = new TapeMaker(scope, identities, begins);
        var fits = maker.TryPlaceRoot(root, axes, out var result, out var shape);
        misfit = maker._misfit;
        tried += maker._instructions.Count;
        if (!fits) return null;
        var initial = new double[maker._size];
        foreach (var (slot, value) in maker._constants) initial[slot.Offset] = value;
        return new Tape(shape, result, initial, [.. maker._loads], [.. maker._instructions]);
    }

    private bool TryPlace(Node node, out Slot slot, out ValueShape shape)
    {
        switch (node)
        {
            case Constant constant:
                shape = ValueShape.Scalar;
                slot = Reserve(1, isActive: false);
                _constants.Add((slot, constant.Value));
                return true;
            case Variable variable:
                shape = _scope.Names[variable.Index].Shape;
                slot = LoadOnce(variable.Index, shape);
                return true;
            case UnsizedIdentity:
                return TryPlaceIdentity(out slot, out shape);
            case UnsizedOnes:
                shape = ValueShape.Column(_identities[_placedIdentities++]);
                slot = Reserve(shape.Count, isActive: false);
                for (var i = 0; i < shape.Count; i++) _constants.Add((new Slot(slot.Offset + i, 1, false), 1));
                return true;
            case IndexedEntry entry:
                return TryPlaceEntry(entry, out slot, out shape);
            case Delta delta:
                return TryPlaceDelta(delta, out slot, out shape);
            case Summation sum:
                return TryPlaceSum(sum, out slot, out shape);
            default:
                return TryPlace((Application)node, out slot, out shape);
        }
    }

    private bool TryPlaceIdentity(out Slot slot, out ValueShape shape)
    {
        var size = _identities[_placedIdentities++];
        shape = ValueShape.Matrix(size, size);
        slot = Reserve(shape.Count, isActive: false);
        for (var i = 0; i < size; i++) _constants.Add((new Slot(slot.Offset + i * size + i, 1, false), 1));
        return true;
    }

    private bool TryPlace(Application node, out Slot slot, out ValueShape shape)
    {
        (slot, shape) = (default, default);
        Slot second = default;
        ValueShape secondShape = default;
        if (!TryPlace(node.First, out var first, out var firstShape)) return false;
        if (node.Second is not null && !TryPlace(node.Second, out second, out secondShape)) return false;
        var operands = new Operands(firstShape, secondShape, node.Second is null, (node.Second as Constant)?.Value);
        if (node.Operation.BuildsBySize) operands = operands with { FirstSize = StatedSize.Of(node.First), SecondSize = StatedSize.Of(node.Second) };
        if (!node.Operation.TryBind(operands, _scope.Stride, out var kernel, out shape))
        {
            var (reason, text) = (node.Operation.Misfit(operands), CanonicalText.Of(node, _scope));
            if (text.Length > LongestQuote) text = string.Concat(text.AsSpan(0, LongestQuote), "…");
            _misfit = new($"U „{text}”: {reason.Hr}.", $"In “{text}”: {reason.En}.");
            return false;
        }

        return TryAdd(kernel, first, second, shape, out slot);
    }

    private bool TryAdd(Kernel kernel, Slot first, Slot second, ValueShape shape, out Slot slot)
    {
        slot = default;
        _cost += kernel.Cost(shape.Count);
        if (_size > MostEntries - shape.Count || _cost > MostMultiplications || _instructions.Count == MostInstructions)
        {
            _misfit = new("Račun je prevelik.", "The computation is too large.");
            return false;
        }

        slot = Reserve(shape.Count, first.IsActive || second.IsActive);
        _instructions.Add(new(kernel, first, second, slot));
        return true;
    }

    private Slot LoadOnce(int variable, ValueShape shape)
    {
        foreach (var load in _loads)
        {
            if (load.Variable == variable) return load.Slot;
        }

        var slot = Reserve(shape.Count, isActive: true);
        _loads.Add(new(variable, slot));
        return slot;
    }

    private Slot Reserve(int count, bool isActive)
    {
        var slot = new Slot(_size, count, isActive);
        _size += count;
        return slot;
    }
}
