namespace GradingService.Domain.Figures;

/// <summary>How wide a text will be, before anybody draws it.</summary>
/// <remarks>
/// Advance widths of Helvetica in thousandths of the size, from its published font metrics; Arial, Liberation Sans and Nimbus Sans were made to
/// share them. Other fonts are up to a seventh wider, which layouts leave room for.
/// </remarks>
public static class TextWidth
{
    private const int First = ' ';
    private const double Bold = 1.08;
    private const double Unit = 1000;
    private const int Wide = 1000;

    /// <summary>From the space to the tilde.</summary>
    private static readonly short[] Ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    private static readonly Dictionary<char, int> Others = new()
    {
        ['č'] = 500, ['ć'] = 500, ['đ'] = 600, ['š'] = 500, ['ž'] = 500, ['Č'] = 722, ['Ć'] = 722, ['Đ'] = 722, ['Š'] = 667, ['Ž'] = 611,
        ['−'] = 584, ['×'] = 584, ['·'] = 333, ['–'] = 556, ['…'] = 1000, ['°'] = 400, ['½'] = 834, ['²'] = 333, ['λ'] = 580, ['∇'] = 740,
        ['∂'] = 540, ['∞'] = 740, ['‖'] = 500, ['→'] = 1000, ['Σ'] = 660, ['≥'] = 560, ['≤'] = 560, ['„'] = 333, ['”'] = 333, ['“'] = 333,
        ['σ'] = 600, ['∥'] = 500, ['\u202f'] = 200, ['\u00a0'] = 278, ['≠'] = 560, ['Δ'] = 640,
    };

    /// <summary>The width of a text, in the units of its size.</summary>
    public static double Of(string text, double size, bool bold = false)
    {
        var sum = 0;
        foreach (var c in text) sum += c - First < Ascii.Length && c >= First ? Ascii[c - First] : Others.GetValueOrDefault(c, Wide);
        return sum / Unit * size * (bold ? Bold : 1);
    }
}
