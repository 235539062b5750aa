namespace GradingService.Domain.Families.RecurrentClassifier.Verification;

/// <summary>Tries long sequences of a few runs, such as a thousand even numbers and then a thousand odd ones: where slow drift and slow saturation show.</summary>
/// <remarks>Not all sequences are tried, so a counterexample need not be the shortest. It is run in doubles with a bound on their error, so it is certain.</remarks>
internal static class RunSearch
{
    private const int MostInputsOfAKind = 3;

    /// <summary>Shapes of sequences: a, b are runs of k numbers of a kind; the last run may be one longer.</summary>
    private enum Shape { First, FirstThenSecond, FirstThenOneMoreSecond, OneMoreFirstThenSecond, Alternating, AlternatingOneMore }

    public static int[]? Find(NormalForm form, SearchMeter meter, int longestRun)
    {
        var cell = new FloatingCell(form);
        try
        {
            var kinds = form.Inputs.Index().ToLookup(input => input.Item.Counts, input => input.Index);
            var pairs = kinds[true].Take(MostInputsOfAKind).SelectMany(counted => kinds[false].Take(MostInputsOfAKind).SelectMany(other => new[] { (counted, other), (other, counted) })).ToArray();
            for (var k = 4; k <= longestRun; k *= 2)
                foreach (var (first, second) in pairs)
                    foreach (var shape in Enum.GetValues<Shape>())
                        if (IsWrong(cell, Sequence(shape, first, second, k), meter)) return Shortened(cell, shape, first, second, k, meter);
        }
        catch (SearchLimitException)
        {
            // Nothing was found as far as it went.
        }
        return null;
    }

    private static int[] Shortened(FloatingCell cell, Shape shape, int first, int second, int k, SearchMeter meter)
    {
        var (right, wrong) = (k / 2, k);
        try
        {
            while (wrong - right > 1)
            {
                var middle = (right + wrong) / 2;
                if (IsWrong(cell, Sequence(shape, first, second, middle), meter)) wrong = middle;
                else right = middle;
            }
        }
        catch (SearchLimitException)
        {
            // The one that was found is wrong all the same.
        }
        return [.. Sequence(shape, first, second, wrong)];
    }

    private static bool IsWrong(FloatingCell cell, IEnumerable<int> sequence, SearchMeter meter)
    {
        var (state, specified) = (cell.Initial, 0);
        foreach (var input in sequence)
        {
            meter.Spend(cell.Cost(state));
            state = cell.Next(state, input);
            specified = cell.Form.Specification.Next(specified, cell.Form.Inputs[input].Counts);
        }
        return cell.IsWrong(state, specified, out var doubtful) && !doubtful;
    }

    private static IEnumerable<int> Sequence(Shape shape, int first, int second, int k) => shape switch
    {
        Shape.First => Enumerable.Repeat(first, k),
        Shape.FirstThenSecond => Enumerable.Repeat(first, k).Concat(Enumerable.Repeat(second, k)),
        Shape.FirstThenOneMoreSecond => Enumerable.Repeat(first, k).Concat(Enumerable.Repeat(second, k + 1)),
        Shape.OneMoreFirstThenSecond => Enumerable.Repeat(first, k + 1).Concat(Enumerable.Repeat(second, k)),
        Shape.Alternating => Enumerable.Range(0, 2 * k).Select(i => i % 2 == 0 ? first : second),
        _ => Enumerable.Range(0, 2 * k + 1).Select(i => i % 2 == 0 ? first : second),
    };
}
