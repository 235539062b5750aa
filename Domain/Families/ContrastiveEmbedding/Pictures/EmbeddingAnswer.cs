using GradingService.Domain.Answers;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.ContrastiveEmbedding.Pictures;

/// <summary>An embedding as a student computed it.</summary>
/// <param name="Id"><c>f1</c> or <c>f2</c>.</param>
/// <param name="Values">As they were written; blank ones are null.</param>
/// <param name="Mark">What the item earned; null where it isn't marked.</param>
internal sealed record EmbeddingAnswer(string Id, IReadOnlyList<double?> Values, double[] Reference, ItemMark? Mark)
{
    /// <summary>Numbers farther off than this, relative to the largest of the reference, don't stretch the scale.</summary>
    private const double Far = 3;

    private const int MostSaid = 16;

    public static EmbeddingAnswer? Of(string id, Step step, double[] reference, AnswerSheet sheet, Marks marks) =>
        sheet.For(step).Answer is NumberArray array ? new(id, [.. array.Entries.Select(entry => entry?.Value)], reference, marks.Of("b", id)) : null;

    public Ink Ink => Mark.IsRight() || IsTold ? Ink.Right : Ink.Text;

    public bool HasWrong => Enumerable.Range(0, Values.Count).Any(i => Values[i] is not null && IsWrong(i));

    /// <summary>What of the numbers the scale is made for.</summary>
    public IEnumerable<double> Near
    {
        get
        {
            var far = Far * Math.Max(1e-9, Reference.Max(Math.Abs));
            return Values.OfType<double>().Select(value => Math.Clamp(value, -far, far));
        }
    }

    public LocalizedText Description => new($"{Id}: {Say("pogrešno")}.", $"{Id}: {Say("off")}.");

    public bool IsWrong(int place) => IsTold && (Mark!.WrongEntries is not { } wrong || wrong.Contains(FormattableString.Invariant($"[{place}]")));

    /// <summary>Whether the marks say that something is off, and where: an embedding of another length is off as a whole.</summary>
    private bool IsTold => Mark.IsWrong() && (Mark!.WrongEntries is not null || Mark.Message is not null);

    private string Say(string off) => string.Join(", ", Values.Take(MostSaid).Select((value, i) =>
        (value is { } number ? FigureNumber.Of(number) : "–") + (value is not null && IsWrong(i) ? $" ({off})" : ""))) + (Values.Count > MostSaid ? ", …" : "");
}
