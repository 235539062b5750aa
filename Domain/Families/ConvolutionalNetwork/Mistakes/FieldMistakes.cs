using System.Numerics;

namespace GradingService.Domain.Families.ConvolutionalNetwork.Mistakes;

/// <summary>The known mistakes in receptive fields, the likelier ones first. r is the field so far, j the jump; both start at 1.</summary>
public static class FieldMistakes
{
    private delegate (BigInteger Field, BigInteger Jump) Recurrence(BigInteger field, BigInteger jump, FieldStep step);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FieldMistake> All { get; } =
    [
        new("before-pooling", new("To je receptivno polje prije sažimanja.", "That is the receptive field before the pooling."),
            (path, _) => path[^1].IsPooling ? Field(path.SkipLast(1), 1, Right) : null),
        Running("jump-updated-before-use",
            new("Razmak je pomnožen korakom sloja prije nego što je upotrijebljen.",
                "The jump was multiplied by the layer's stride before it was used."),
            (r, j, step) => (r + Growth(step) * j * step.Window.Stride, j * step.Window.Stride)),
        Running("own-stride-instead-of-jump",
            new("Umjesto nakupljenog razmaka uzet je korak samog sloja.",
                "The layer's own stride was taken instead of the accumulated jump."),
            (r, j, step) => (r + Growth(step) * step.Window.Stride, j)),
        Running("previous-stride-instead-of-jump",
            new("Umjesto nakupljenog razmaka uzet je samo korak prethodnog sloja.",
                "Only the previous layer's stride was taken instead of the accumulated jump."),
            (r, j, step) => (r + Growth(step) * j, step.Window.Stride)),
        Running("stride-ignored", new("Koraci nisu uračunati.", "The strides were left out."), (r, j, step) => (r + Growth(step), j)),
        Running("kernel-times-jump",
            new("Polje je uvećano za k·j umjesto za (k − 1)·j.", "The field grew by k·j instead of (k − 1)·j."),
            (r, j, step) => (r + (Growth(step) + 1) * j, j * step.Window.Stride)),
        new("product-of-kernels", new("Veličine jezgara su pomnožene.", "The kernel sizes were multiplied."),
            (path, _) => path.Aggregate(BigInteger.One, (product, step) => product * step.Window.Kernel)),
        new("starts-from-zero", new("Račun je počeo od polja 0 umjesto od 1.",
            "The recurrence was started from a field of 0 instead of 1."),
            (path, _) => Field(path, 0, Right)),
        Running("pool-kernel-ignored",
            new("Uračunat je korak sažimanja, ali ne i njegovo okno.", "The pooling's stride was counted, but not its window."),
            (r, j, step) => (step.IsPooling ? r : r + Growth(step) * j, j * step.Window.Stride)),
        Running("pools-ignored", new("Sažimanja nisu uračunata.", "The poolings were left out."),
            (r, j, step) => step.IsPooling ? (r, j) : Right(r, j, step)),
        Running("stride-ignored-first-conv", new("Prva konvolucija računata je s korakom 1.",
            "The first convolution was computed with stride 1."),
            (r, j, step) => (r + Growth(step) * j, step.IsFirstConvolution ? j : j * step.Window.Stride)),
        Running("jump-added",
            new("Razmak je zbrajan kao j + (s − 1) umjesto da se množi.", "The jump was added up as j + (s − 1) instead of multiplied."),
            (r, j, step) => (r + Growth(step) * j, j + step.Window.Stride - 1)),
        new("sum-of-strides", new("Razmak je uzet kao zbroj koraka.", "The jump was taken to be the sum of the strides."),
            (path, _) => Field(path, 1, (r, j, step) => (r + Growth(step) * BigInteger.Max(j, 1), j + step.Window.Stride), 0)),
        Running("stride-added-to-jump",
            new("Razmak je zbrajan kao j + s umjesto da se množi.", "The jump was added up as j + s instead of multiplied."),
            (r, j, step) => (r + Growth(step) * j, j + step.Window.Stride)),
        new("backward-without-minus-one",
            new("Unatrag je računato r·s + k umjesto (r − 1)·s + k.", "Going backward, r·s + k was computed instead of (r − 1)·s + k."),
            (path, _) => path.Reverse().Aggregate(BigInteger.One, (r, step) => r * step.Window.Stride + step.Window.Span)),
        new("previous-layer-only",
            new("Polje je dano u odnosu na prethodni sloj, a ne na sliku.",
                "The field was given with respect to the previous layer, not the image."),
            (path, _) => path[^1].Window.Span),
        new("dense-layer-not-counted",
            new("Potpuno povezani sloj vidi cijelu mapu, a ne samo jedan njezin element.",
                "A dense layer sees the whole map, not just one of its entries."),
            (path, _) => path[^1].IsDense ? Field(path.SkipLast(1), 1, Right) : null),
        new("whole-image",
            new("Uzeta je cijela slika, a zbog zaokruživanja nadolje rubni pikseli ne sudjeluju.",
                "The whole image was taken, but rounding down leaves out pixels at the border."),
            (path, image) => path[^1].IsDense ? image : null),
        Running("dilation-ignored", new("Dilatacija nije uračunata.", "The dilation was left out."),
            (r, j, step) => (r + (step.Window.Kernel - 1) * j, j * step.Window.Stride)),
        new("area-instead-of-side",
            new("Dana je površina polja umjesto stranice.", "The field's area was given instead of its side."),
            (path, _) => Field(path, 1, Right)) { IsArea = true },
    ];

    private static FieldMistake Running(string code, LocalizedText message, Recurrence recurrence) =>
        new(code, message, (path, _) => Field(path, 1, recurrence));

    private static BigInteger Field(IEnumerable<FieldStep> path, BigInteger start, Recurrence recurrence, int jump = 1) =>
        path.Aggregate((Field: start, Jump: (BigInteger)jump), (state, step) => recurrence(state.Field, state.Jump, step)).Field;

    private static (BigInteger Field, BigInteger Jump) Right(BigInteger r, BigInteger j, FieldStep step) =>
        (r + Growth(step) * j, j * step.Window.Stride);

    private static BigInteger Growth(FieldStep step) => step.Window.Span - 1;
}
