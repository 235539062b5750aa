namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>The methods of the lab's interface.</summary>
public enum LayerMethod
{
    /// <summary><c>forward(inputs)</c>.</summary>
    Forward,

    /// <summary><c>backward_inputs(grads)</c>.</summary>
    BackwardInputs,

    /// <summary><c>backward_params(grads)</c>.</summary>
    BackwardParams,
}

/// <summary>The type of an array's entries.</summary>
public enum EntryType
{
    /// <summary>float64.</summary>
    Double,

    /// <summary>float32.</summary>
    Single,

    /// <summary>int64.</summary>
    Integer,
}

/// <summary>How an array lies in memory.</summary>
public enum MemoryLayout
{
    /// <summary>Row after row.</summary>
    Rows,

    /// <summary>Column after column, as Fortran does.</summary>
    Columns,

    /// <summary>A view of every second entry of a larger array.</summary>
    Strided,
}

/// <summary>An array that a layer is given.</summary>
/// <param name="Block">The numbers, or the first rows of them.</param>
public sealed record SentArray(NumericArray Block)
{
    /// <summary>How often the block is repeated along the first axis.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The type of its entries.</summary>
    public EntryType Type { get; init; }

    /// <summary>How it lies in memory.</summary>
    public MemoryLayout Layout { get; init; }

    /// <summary>All of its numbers.</summary>
    public NumericArray Values
    {
        get
        {
            if (Repeat == 1) return Block;
            var data = new double[Block.Size * Repeat];
            for (var at = 0; at < data.Length; at += Block.Size) Block.Data.CopyTo(data, at);
            return new([Block.Shape[0] * Repeat, .. Block.Shape.Skip(1)], data);
        }
    }
}

/// <summary>One thing done with a layer.</summary>
/// <param name="Layer">Which of the trial's layers.</param>
public abstract record LayerStep(int Layer);

/// <summary>Something done with parameters.</summary>
/// <param name="Weights">m×n.</param>
/// <param name="Bias">m.</param>
public abstract record ParametersStep(int Layer, NumericArray Weights, NumericArray Bias) : LayerStep(Layer);

/// <summary>Makes a layer with these parameters, in whichever form its constructor has.</summary>
/// <param name="Weights">m×n.</param>
/// <param name="Bias">m.</param>
public sealed record ConstructStep(int Layer, NumericArray Weights, NumericArray Bias) : ParametersStep(Layer, Weights, Bias);

/// <summary>Adds to the layer's own parameters in place, as training does.</summary>
/// <param name="Weights">m×n.</param>
/// <param name="Bias">m.</param>
public sealed record ShiftStep(int Layer, NumericArray Weights, NumericArray Bias) : ParametersStep(Layer, Weights, Bias);

/// <summary>Calls a method.</summary>
public sealed record CallStep(int Layer, LayerMethod Method, SentArray Argument) : LayerStep(Layer)
{
    /// <summary>How much of the time that a call may take this one may, in hundredths.</summary>
    public int TimePercent { get; init; } = 100;
}
