using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Writes what <c>harness.py</c> does, as <c>wire.py</c> reads it.</summary>
internal static class LayerJob
{
    private const int HeadSize = 16, StepSize = 24, MostAxes = 3;

    public static byte[] Write(string source, IReadOnlyList<IReadOnlyList<LayerStep>> trials, TimeSpan callTime)
    {
        var sourceSize = Encoding.UTF8.GetByteCount(source);
        var steps = trials.Sum(trial => trial.Count);
        var end = HeadSize + StepSize * steps + sourceSize;
        var start = (end + sizeof(double) - 1) / sizeof(double) * sizeof(double);
        var job = new byte[start + sizeof(double) * trials.Sum(trial => trial.Sum(Numbers))];
        BinaryPrimitives.WriteDoubleLittleEndian(job, callTime.TotalSeconds);
        BinaryPrimitives.WriteInt32LittleEndian(job.AsSpan(8), sourceSize);
        BinaryPrimitives.WriteInt32LittleEndian(job.AsSpan(12), steps);
        Encoding.UTF8.GetBytes(source, job.AsSpan(HeadSize + StepSize * steps));

        var records = job.AsSpan(HeadSize);
        var numbers = job.AsSpan(start);
        for (var trial = 0; trial < trials.Count; trial++)
            foreach (var step in trials[trial])
            {
                Write(records, checked((ushort)trial), step);
                records = records[StepSize..];
                numbers = step switch
                {
                    ParametersStep set => Write(Write(numbers, set.Weights.Data), set.Bias.Data),
                    CallStep call => Write(numbers, call.Argument.Block.Data),
                    _ => throw new ArgumentOutOfRangeException(nameof(trials)),
                };
            }
        return job;
    }

    private static int Numbers(LayerStep step) => step switch
    {
        ParametersStep set => set.Weights.Size + set.Bias.Size,
        CallStep call => call.Argument.Block.Size,
        _ => 0,
    };

    private static void Write(Span<byte> record, ushort trial, LayerStep step)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(record, trial);
        var argument = (step as CallStep)?.Argument;
        var shape = argument?.Block.Shape ?? ((ParametersStep)step).Weights.Shape;
        if (shape.Count > MostAxes) throw new ArgumentOutOfRangeException(nameof(step));
        record[2] = step switch
        {
            ConstructStep => 0,
            ShiftStep => 1,
            CallStep { Method: LayerMethod.Forward } => 2,
            CallStep { Method: LayerMethod.BackwardInputs } => 3,
            _ => 4,
        };
        record[3] = checked((byte)step.Layer);
        record[4] = (byte)shape.Count;
        record[5] = argument?.Type switch { EntryType.Single => 1, EntryType.Integer => 2, _ => 0 };
        record[6] = argument?.Layout switch { MemoryLayout.Columns => 1, MemoryLayout.Strided => 2, _ => 0 };
        record[7] = checked((byte)((step as CallStep)?.TimePercent ?? 100));
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], argument?.Repeat ?? 1);
        for (var axis = 0; axis < shape.Count; axis++) BinaryPrimitives.WriteInt32LittleEndian(record[(12 + sizeof(int) * axis)..], shape[axis]);
    }

    private static Span<byte> Write(Span<byte> numbers, double[] data)
    {
        if (BitConverter.IsLittleEndian) MemoryMarshal.AsBytes(data.AsSpan()).CopyTo(numbers);
        else
            for (var at = 0; at < data.Length; at++) BinaryPrimitives.WriteDoubleLittleEndian(numbers[(sizeof(double) * at)..], data[at]);
        return numbers[(sizeof(double) * data.Length)..];
    }
}
