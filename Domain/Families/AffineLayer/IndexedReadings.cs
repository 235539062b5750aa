namespace GradingService.Domain.Families.AffineLayer;

/// <summary>What an answer by indices may say along one set of axes. Such an answer has no layout.</summary>
/// <param name="Letters">The letters where no left side declares them; empty where any letters will do.</param>
/// <param name="Sizes">The name of each axis's size.</param>
/// <param name="Subject">What is differentiated, and what the left side says of it.</param>
/// <param name="Readings">The readings, best first.</param>
internal sealed record IndexedReadings(string Letters, string Sizes, IndexedSubject Subject, IReadOnlyList<DerivativeReading> Readings)
{
    /// <summary>The letters of the axes for a formula with these free ones under this left side; null where the formula isn't of this sort.</summary>
    public string? LettersFor(LeftSide left, string free)
    {
        if (left.Letters.Length > 0)
        {
            var own = Subject == IndexedSubject.OwnRow && left.IsOwnRow;
            var letters = own ? left.Letters[1..] : left.Letters;
            var isSubject = own || (!left.IsOwnRow && Subject == (left.IsOfLoss ? IndexedSubject.Loss : IndexedSubject.Output));
            return isSubject && letters.Length == Sizes.Length && letters.Distinct().Count() == letters.Length ? letters : null;
        }

        if (Subject == IndexedSubject.OwnRow) return null;
        if (Letters.Length > 0) return free.All(letter => Letters.Contains(letter, StringComparison.Ordinal)) ? Letters : null;
        return free.Length == Sizes.Length ? free : null;
    }
}

/// <summary>What a derivative by indices is of.</summary>
internal enum IndexedSubject
{
    /// <summary>Every output by every parameter.</summary>
    Output,

    /// <summary>Each output by the row, or the entry, that it depends on; the others are understood to be zero.</summary>
    OwnRow,

    /// <summary>The loss, by the chain rule.</summary>
    Loss,

    /// <summary>Nobody said.</summary>
    Unsaid,
}
