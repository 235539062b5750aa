namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>
/// Receptive fields: r_out = r_in + d(k−1)·j_in, j_out = j_in·s, first pixel − p·j_in; a dense layer on an h×w map is a window of
/// that size.
/// </summary>
/// <remarks>Source: Araujo, Norris, Sim: Computing Receptive Fields of Convolutional Neural Networks, Distill 2019.</remarks>
public static class ReceptiveFields
{
    /// <summary>The fields of all layers of a successful pass.</summary>
    public static IReadOnlyList<LayerField> Of(ForwardPass pass)
    {
        var fields = new List<LayerField>();
        var (height, width) = (new AxisWalk(Axis.Height), new AxisWalk(Axis.Width));
        foreach (var layer in pass.Layers)
            fields.Add(new(layer.Layer, height.Pass(layer), width.Pass(layer)));
        return fields;
    }
}
