using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

/// <summary>The windows between the image and a layer's units.</summary>
internal static class FieldPath
{
    /// <summary>The windows up to and including a layer's; null where some layer's units have different windows.</summary>
    public static IReadOnlyList<FieldStep>? To(Network network, int layer, Axis axis)
    {
        var path = new List<FieldStep>();
        var (size, seenConvolution, seenDense) = (network.InputSize[axis], false, false);
        foreach (var shapes in network.Layers.Take(layer + 1))
        {
            size = shapes.Input.Map?[axis] ?? size;
            if (shapes.Layer is SpatialPyramidPooling)
                return null;
            if (shapes.Layer is Linear && !seenDense)
            {
                path.Add(new(new SlidingWindow(size, 1, 0, 1), false, false, true));
                seenDense = true;
            }

            if (AxisStep.Of(shapes.Layer, axis) is not { } step)
                continue;
            if (step.WindowOn(size) is not { } window)
                return null;
            var isConvolution = shapes.Layer is Convolution;
            path.Add(new(window, !isConvolution, isConvolution && !seenConvolution, false));
            seenConvolution |= isConvolution;
        }

        return path;
    }
}
