using GradingService.Domain.Answers;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.RecurrentClassifier.Pictures;

/// <summary>The states of part d as a student wrote them.</summary>
internal sealed class AnsweredStates
{
    private const int MostRows = 64;
    private const double MuchLarger = 100;

    private readonly NumberArray _array;
    private readonly ItemMark? _mark;
    private readonly int _rows, _firstStep;

    private AnsweredStates(NumberArray array, int steps, ItemMark? mark)
    {
        (_array, _mark) = (array, mark);
        Columns = array.Dimensions.Count > 1 ? array.Dimensions[1] : 1;
        _rows = Math.Min(MostRows, array.Dimensions[0]);
        // A row more than there are numbers begins with the state before the first.
        _firstStep = array.Dimensions[0] == steps + 1 ? 0 : 1;
    }

    public int Columns { get; }

    /// <summary>The numbers that one scale can show together: those that aren't a great deal larger than the others.</summary>
    public IEnumerable<double> Numbers
    {
        get
        {
            var numbers = _array.Entries.Take(MostRows * Columns).Where(entry => entry is not null).Select(entry => entry!.Value.Value).ToArray();
            var sizes = numbers.Select(Math.Abs).Order().ToArray();
            return sizes.Length == 0 ? [] : numbers.Where(number => Math.Abs(number) <= MuchLarger * (1 + sizes[(sizes.Length - 1) / 2]));
        }
    }

    public string Text => string.Join(", ", Enumerable.Range(0, Math.Min(_rows, 16)).Select(row =>
        $"({string.Join(", ", Enumerable.Range(0, Math.Min(Columns, 4)).Select(column => At(row, column) is { } number ? FigureNumber.Of(number) : "–"))})")) + (_rows > 16 ? ", …" : "");

    /// <param name="steps">How many numbers the sequence has.</param>
    public static AnsweredStates? Of(Step step, int steps, AnswerSheet sheet, Marks marks) =>
        sheet.For(step).Answer is NumberArray { Dimensions.Count: > 0 } array ? new(array, steps, marks.Of("d", "states")) : null;

    public void Draw(Plot plot, int units)
    {
        for (var row = 0; row < _rows; row++)
            for (var unit = 0; unit < Math.Min(units, Columns); unit++)
            {
                if (At(row, unit) is not { } number || !plot.Shows(row + _firstStep, number)) continue;
                var at = plot.At(row + _firstStep, number);
                if (IsWrong(row, unit)) plot.Drawing.Cross(at, 4.6, new(Ink.Wrong, 2.4));
                else plot.Drawing.Dot(at, 5.2, null, new(Ink, 2.2));
                if (Columns > 1) plot.Drawing.Dot(at, 2.2, TracePanels.Inks[unit]);
            }
    }

    public void Explain(Legend legend, Say say)
    {
        var places = Enumerable.Range(0, _rows).SelectMany(row => Enumerable.Range(0, Columns).Where(unit => At(row, unit) is not null).Select(unit => IsWrong(row, unit))).ToHashSet();
        if (places.Contains(false))
            legend.Add(say(Ink == Ink.Right ? new("odgovoreno, točno", "answered, right") : new("odgovoreno", "answered")), (drawing, at) => drawing.Dot(at, 5.2, null, new(Ink, 2.2)));
        if (places.Contains(true)) legend.Add(say(new("odgovoreno, pogrešno", "answered, off")), (drawing, at) => drawing.Cross(at, 4.6, new(Ink.Wrong, 2.4)));
    }

    private Ink Ink => _mark.IsRight() || IsTold ? Ink.Right : Ink.Text;

    /// <summary>Whether the marks say that something is off; a matrix of another size is off as a whole.</summary>
    private bool IsTold => _mark.IsWrong() && (_mark!.WrongEntries is not null || _mark.Message is not null);

    private bool IsWrong(int row, int column) =>
        IsTold && (_mark!.WrongEntries is not { } wrong || wrong.Contains(FormattableString.Invariant($"[{row}][{column}]")));

    private double? At(int row, int column) => row * Columns + column < _array.Entries.Length ? _array.Entries[row * Columns + column]?.Value : null;
}
