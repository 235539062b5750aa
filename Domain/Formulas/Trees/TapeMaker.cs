using GradingService.Domain.Formulas.Operations;

namespace GradingService.Domain.Formulas.Trees;

/// <summary>Settles the shapes of a tree and lays it out as a tape, or says what doesn't fit.</summary>
internal sealed class TapeMaker
{
    private const int LongestQuote = 80;
    private const int MostEntries = 1 << 22;
    private const long MostMultiplications = 1 << 26;

    private readonly FormulaScope _scope;
    private readonly List<Tape.Load> _loads = [];
    private readonly List<Tape.Instruction> _instructions = [];
    private readonly List<(Slot Slot, double Value)> _constants = [];
    private int _size;
    private long _cost;
    private LocalizedText? _misfit;

    private readonly int[] _identities;
    private int _placedIdentities;

    private TapeMaker(FormulaScope scope, int[] identities) => (_scope, _identities) = (scope, identities);

    /// <summary>Makes the tape; null and a reason where the shapes don't fit.</summary>
    public static Tape? TryMake(Node root, FormulaScope scope, out LocalizedText? misfit)
    {
        misfit = null;
        foreach (var identities in IdentitySizes.Of(root, scope))
        {
            var tape = TryMake(root, scope, identities, out var reason);
            if (tape is not null)
            {
                misfit = null;
                return tape;
            }

            misfit ??= reason;
        }

        return null;
    }

    private static Tape? TryMake(Node root, FormulaScope scope, int[] identities, out LocalizedText? misfit)
    {
        var maker = new TapeMaker(scope, identities);
        var fits = maker.TryPlace(root, out var result, out var shape);
        misfit = maker._misfit;
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
            var (reason, text) = (node.Operation.Misfit(operands), CanonicalText.Of(node));
            if (text.Length > LongestQuote) text = string.Concat(text.AsSpan(0, LongestQuote), "…");
            _misfit = new($"U „{text}”: {reason.Hr}.", $"In “{text}”: {reason.En}.");
            return false;
        }

        _cost += kernel.Cost(shape.Count);
        if (_size > MostEntries - shape.Count || _cost > MostMultiplications)
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
