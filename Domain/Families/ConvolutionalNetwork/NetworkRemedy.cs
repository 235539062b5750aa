namespace GradingService.Domain.Families.ConvolutionalNetwork;

/// <summary>The usual remedy of a network that is tied to its input size.</summary>
internal static class NetworkRemedy
{
    /// <summary>The network with an adaptive pooling, to the size it has at its own input, before what is tied to that size.</summary>
    /// <remarks>Nothing changes at the network's own input, and no parameter is retrained: the pooling is then the identity.</remarks>
    public static IReadOnlyList<Layer> Example(Network network)
    {
        var layers = network.Layers;
        var tied = layers.Index().Where(layer => layer.Item.Layer is Flatten or Linear).Select(layer => layer.Index).DefaultIfEmpty(layers.Count).First();
        if (tied == layers.Count) return [.. network.Architecture.Layers, new GlobalPooling(PoolingKind.Average) { Name = "globalPool" }];
        var pooling = new AdaptivePooling(PoolingKind.Average, layers[tied].Input.Map!.Value) { Name = "adaptivePool" };
        return [.. network.Architecture.Layers.Take(tied), pooling, .. network.Architecture.Layers.Skip(tied)];
    }
}
