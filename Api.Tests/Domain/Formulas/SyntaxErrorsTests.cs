using GradingService.Domain.Formulas;

namespace GradingService.Tests.Domain.Formulas;

public sealed class SyntaxErrorsTests
{
    [Theory]
    [InlineData("", 1, "The formula is empty.")]
    [InlineData("  \u00A0", 1, "The formula is empty.")]
    [InlineData("norm(fq - fn", 13, "Expected “)” at position 13, but the formula ends.")]
    [InlineData("max(0, m - norm(fq - fn)^2", 27, "Expected “)” at position 27, but the formula ends.")]
    [InlineData("norm(fq fn] + m", 11, "Expected “)” at position 11, found “]”.")]
    [InlineData("‖fq − fn", 9, "Expected “||” at position 9, but the formula ends.")]
    [InlineData("2 * |m - 1", 11, "Expected “|” at position 11, but the formula ends.")]
    [InlineData("m)", 2, "Unexpected “)” at position 2.")]
    [InlineData("m * / 2", 5, "Expected a number, a name, a function or a bracket at position 5, found “/”.")]
    [InlineData("m +", 4, "Expected a number, a name, a function or a bracket at position 4, but the formula ends.")]
    [InlineData("()", 2, "Expected a number, a name, a function or a bracket at position 2, found “)”.")]
    [InlineData("||", 3, "Expected a number, a name, a function or a bracket at position 3, but the formula ends.")]
    [InlineData("L = ", 5, "Expected a number, a name, a function or a bracket at position 5, but the formula ends.")]
    [InlineData("L = m = 2", 7, "A second = at position 7.")]
    [InlineData("m + 1 = 2", 3, "Left of = only a name may stand, such as L or f(x); at position 3 there is something else.")]
    [InlineData("max 0", 5, "Expected “(” at position 5, found “0”.")]
    [InlineData("0,5*m", 2, "Unexpected comma at position 2: a comma separates arguments, decimals are written with a dot.")]
    [InlineData("(0,5)*m", 3, "Unexpected comma at position 3: a comma separates arguments, decimals are written with a dot.")]
    [InlineData("max(0,,m)", 7, "Expected a number, a name, a function or a bracket at position 7, found “,”.")]
    [InlineData("2 3e1", 3, "The number at position 3 directly follows another operand: write * to multiply or ^ for a power.")]
    [InlineData("max^m(0, m)", 4, "Expected “(” at position 4, found “^”.")]
    [InlineData("m^2_x", 4, "Unexpected “_x” at position 4.")]
    [InlineData("2_1", 2, "Unexpected “_1” at position 2.")]
    [InlineData("18 538", 4, "The number at position 4 directly follows another operand: write * to multiply or ^ for a power.")]
    [InlineData("norm(fq - fn)2", 14, "The number at position 14 directly follows another operand: write * to multiply or ^ for a power.")]
    [InlineData("‖fq − fn‖2", 10, "The number at position 10 directly follows another operand: write * to multiply or ^ for a power.")]
    [InlineData("1e999", 1, "The number at position 1 is too large.")]
    [InlineData("Σ (fq - fn)^2", 1, "The sign Σ at position 1 isn't read: write sum(…).")]
    [InlineData(@"2 \sum_i f_i", 3, "The sign Σ at position 3 isn't read: write sum(…).")]
    [InlineData("m # 2", 3, "Unexpected “#” at position 3.")]
    [InlineData("m < 2", 3, "Unexpected “<” at position 3.")]
    [InlineData("fq[0.5]", 3, "The index in the bracket at position 3 must be a whole number.")]
    [InlineData("fq[m]", 3, "The index in the bracket at position 3 must be a whole number.")]
    [InlineData("fq_0", 3, "Subscripts count from 1, indices in brackets from 0.")]
    [InlineData("sum()", 1, "The number of arguments of sum should be 1–2; there are 0.")]
    [InlineData("2 exp(m, m)", 3, "The number of arguments of exp should be 1; there are 2.")]
    [InlineData("max()", 1, "The number of arguments of max should be ≥ 1; there are 0.")]
    [InlineData("sum(fq, axes=0)", 9, "The function sum doesn't take “axes=” here.")]
    [InlineData("norm(fq, 3)", 10, "The function norm doesn't take such an argument (at position 10).")]
    [InlineData("np.correlate(fq, fn, 'same')", 22, "The function correlate doesn't take such an argument (at position 22).")]
    [InlineData("√[3]{m}", 2, "Expected “(” at position 2, found “[”.")]
    [InlineData("m.foo()", 2, "There is neither a name nor a function “foo”.")]
    public void Say_where_and_why(string text, int position, string reason)
    {
        var fault = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text, ContrastiveFormulas.Negative));

        Assert.Equal(reason, fault.Reason.En);
        Assert.Equal(position, fault.Position);
        Assert.NotEqual(fault.Reason.En, fault.Reason.Hr);
    }

    [Theory]
    [InlineData("norm(fq - fx)^2", 11, "There is no name “fx”; the names are: fq, fn, m. Did you mean fq?")]
    [InlineData("max(0, M - norm(fq - fn))^2", 8, "There is no name “M”; the names are: fq, fn, m. Did you mean m?")]
    [InlineData("m - norm(f_{query} - fn)", 10, "There is no name “f_{query}”; the names are: fq, fn, m.")]
    [InlineData("norn(fq - fn)", 1, "There is neither a name nor a function “norn”. Did you mean norm?")]
    [InlineData("fqfn", 1, "There is no name “fqfn”; the names are: fq, fn, m.")]
    [InlineData("m_i", 1, "There is no name “m_i”; the names are: fq, fn, m.")]
    public void Unknown_names_list_the_known_ones(string text, int position, string reason)
    {
        var fault = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text, ContrastiveFormulas.Negative));

        Assert.Equal(reason, fault.Reason.En);
        Assert.Equal(position, fault.Position);
    }

    [Fact]
    public void Reasons_are_there_in_Croatian()
    {
        var fault = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse("norm(fq - fx", ContrastiveFormulas.Negative));
        Assert.Equal("Ne postoji ime „fx”; imena su: fq, fn, m. Jeste li mislili fq?", fault.Reason.Hr);
    }

    [Theory]
    [InlineData("𝑓 + m", 1)]
    [InlineData("m + 😀", 5)]
    [InlineData("m \"😀😀\" + ?", 3)]
    [InlineData("L_{😀😀} = m + ?", 14)]
    [InlineData(@"\left\| f_q − f_n \right\| + \frac{1}{2} ?", 42)]
    public void Positions_count_Unicode_characters_as_typed(string text, int position) =>
        Assert.Equal(position, Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text, ContrastiveFormulas.Negative)).Position);

    [Fact]
    public void Nul_and_lone_surrogates_are_refused()
    {
        // Not as inline data: attributes can't hold half a character.
        (string, int)[] cases = [("m + \0", 5), ("m + \uD83D", 5), ("\uDE00 + m", 1), ("😀 + \uDE00", 5), ("\uD83D\uD83D\uDE00", 1), ("\"\uDE00\"", 2)];
        foreach (var (text, position) in cases)
        {
            var fault = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text, ContrastiveFormulas.Negative));
            Assert.Equal(position, fault.Position);
            Assert.Contains("no valid character", fault.Reason.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_thousand_characters_are_read_and_one_more_is_refused()
    {
        var text = "m" + new string(' ', Formula.MaxLength - 1);
        Assert.Equal("m", Formula.Parse(text, ContrastiveFormulas.Negative).Canonical);

        var fault = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(text + " ", ContrastiveFormulas.Negative));
        Assert.Equal(Formula.MaxLength + 1, fault.Position);
    }

    [Fact]
    public void Length_counts_Unicode_characters()
    {
        var twoUnitsEach = string.Concat(Enumerable.Repeat("😀", Formula.MaxLength));
        var fault = Assert.Throws<FormulaSyntaxException>(() => Formula.Parse(twoUnitsEach, ContrastiveFormulas.Negative));
        Assert.Equal(1, fault.Position);
    }
}
