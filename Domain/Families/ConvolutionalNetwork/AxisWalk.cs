using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>
/// Walks along one axis through a network's layers and keeps track of the units' spans in the image: the first one's start
/// and size, their number and their distance.
/// </summary>
internal sealed class AxisWalk(Axis axis)
{
    private readonly List<(SlidingWindow Window, long InputSize)> _windows = [];
    private long _size = 1;
    private long _jump = 1;
    private long _first;
    private long _count;
    private long _image;
    private bool _seesWholeMap;
    private long _reached;
    private Units _units = Units.Regular;

    private enum Units
    {
        Regular,

        /// <summary>Irregular bins that together cover the last regular units, which are the ones remembered.</summary>
        Binned,

        /// <summary>Windows over irregular bins: no longer followed.</summary>
        Lost,

        /// <summary>All units see the whole map: behind a dense layer.</summary>
        Dense,
    }

    /// <summary>Passes the next layer; null where its units' spans differ in size.</summary>
    public AxisField? Pass(LayerShapes layer)
    {
        var jumpIn = _jump;
        if (_image == 0)
            _image = layer.Input.Map!.Value[axis];
        if (_units == Units.Regular && layer.Input.Map is { } map)
            _count = map[axis];
        if (layer.Layer is Linear)
            SeeEverything();
        else if (layer.Layer is SpatialPyramidPooling { Levels: var levels })
            Bin(levels.All(bins => bins == levels[0]) ? levels[0] : null);
        else if (AxisStep.Of(layer.Layer, axis) is { Window: { } window })
            Slide(window);
        else if (AxisStep.Of(layer.Layer, axis) is { FixedOutput: { } bins })
            Bin(bins);
        if (_units == Units.Regular && layer.Output.Map is { } output)
            _count = output[axis];
        if (_units is Units.Binned or Units.Lost)
            return null;
        return new(_size, jumpIn, layer.Output.IsVector ? null : _jump, _first, _seesWholeMap ? new(_reached, CutToImage()) : null);
    }

    private void Slide(SlidingWindow window)
    {
        if (_units != Units.Regular)
        {
            _units = Units.Lost;
            return;
        }

        NoteWholeMap(window == new SlidingWindow(_count, window.Stride, 0, 1));
        Move(window);
    }

    private void Bin(long? bins)
    {
        if (_units == Units.Binned && bins == 1)
            _units = Units.Regular;
        if (_units != Units.Regular)
            _units = Units.Lost;
        else if (bins is not { } output || new AxisStep(null, output).WindowOn(_count) is not { } window)
            _units = Units.Binned;
        else
        {
            NoteWholeMap(output == 1);
            Move(window);
            _count = output;
        }
    }

    private void SeeEverything()
    {
        if (_units is Units.Lost or Units.Dense)
            return;
        NoteWholeMap(true);
        _size += (_count - 1) * _jump;
        _units = Units.Dense;
    }

    private void Move(SlidingWindow window)
    {
        _windows.Add((window, _count));
        _first -= window.Padding * _jump;
        _size += (window.Span - 1) * _jump;
        _jump *= window.Stride;
    }

    private void NoteWholeMap(bool seesWholeMap)
    {
        _seesWholeMap = seesWholeMap;
        if (seesWholeMap)
            _reached = Reached();
    }

    /// <summary>
    /// Pixels from the first to the last one that reaches the units, cut at the borders of every map on the way; gaps inside are not
    /// followed.
    /// </summary>
    private long Reached()
    {
        var (first, last) = (0L, _count - 1);
        for (var i = _windows.Count - 1; i >= 0; i--)
            (first, last) = _windows[i].Window.Touched(first, last, _windows[i].InputSize);
        return last - first + 1;
    }

    private long CutToImage() => Math.Min(_image, _first + _size) - Math.Max(0, _first);
}
