using System.Globalization;
using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Families.ContrastiveEmbedding;

/// <summary>The task in words, with its data.</summary>
internal static class ContrastivePrompt
{
    public static JsonObject Data(ContrastiveEmbeddingParameters q) => new()
    {
        ["w"] = Array(q.Kernel),
        ["b"] = q.Bias,
        ["x1"] = Array(q.X1),
        ["x2"] = Array(q.X2),
        ["stride"] = q.Stride,
    };

    private static JsonArray Array(double[] values) => new([.. values.Select(x => (JsonNode)x)]);

    public static LocalizedText Of(ContrastiveEmbeddingParameters q)
    {
        var (w, b, s) = (Row(q.Kernel), Number(q.Bias), q.Stride.ToString(CultureInfo.InvariantCulture));
        var (x1, x2) = (Row(q.X1), Row(q.X2));
        return new(
            $"""
            Signale ugrađujemo u metrički prostor jednim jednodimenzionalnim konvolucijskim slojem s korakom {s}, bez nadopunjavanja, i učimo ga
            kvadratnim kontrastnim gubitkom. Trenutni parametri su w = {w} i b = {b}. Dva pozitivna podatka su x1 = {x1} i x2 = {x2}.

            - **a)** Napišite jednadžbu ugrađivanja f(x) te gubitak pozitivnog para (ugrađivanja fq i fp) i negativnog para (fq i fn, margina m).
            - **b)** Provedite unaprijedni prolaz: ugrađivanja f1 i f2 te gubitak.
            - **c)** Odredite gradijente gubitka po f1, f2, w i b.
            """,
            $"""
            Signals are embedded in a metric space by one one-dimensional convolution with stride {s} and no padding, trained with the quadratic
            contrastive loss. Its parameters are w = {w} and b = {b} now. Two positive examples are x1 = {x1} and x2 = {x2}.

            - **a)** Write the equation of the embedding f(x), and the loss of a positive pair (embeddings fq and fp) and of a negative pair (fq and fn, margin m).
            - **b)** Do the forward pass: the embeddings f1 and f2 and the loss.
            - **c)** Find the gradients of the loss with respect to f1, f2, w and b.
            """);
    }

    private static string Row(double[] values) => $"[{string.Join(", ", values.Select(Number))}]";

    /// <summary>A number as people write it: thirds as fractions.</summary>
    private static string Number(double value)
    {
        for (var denominator = 2; denominator <= 12 && !IsDecimal(value); denominator++)
        {
            var numerator = Math.Round(value * denominator);
            if (Math.Abs(value * denominator - numerator) < 1e-12 && Math.Abs(numerator) < 100)
                return new Rational((int)numerator, denominator).ToString();
        }
        return value.ToString("G6", CultureInfo.InvariantCulture);
    }

    private static bool IsDecimal(double value) => Math.Abs(value * 1000 - Math.Round(value * 1000)) < 1e-9;
}
