namespace GradingService.Domain.Formulas.Syntax;

/// <summary>The reasons a text isn't a formula.</summary>
internal static class SyntaxErrors
{
    public static FormulaSyntaxException At(int position, string hr, string en) => new(position, new LocalizedText(hr, en));

    private const int LongestQuote = 40;

    public static FormulaSyntaxException Empty() => At(1, "Formula je prazna.", "The formula is empty.");

    public static FormulaSyntaxException TooLong() => At(
        Formula.MaxLength + 1,
        $"Formula ima više od {Formula.MaxLength} znakova.",
        $"The formula has more than {Formula.MaxLength} characters.");

    public static FormulaSyntaxException NotText(int position) => At(
        position,
        $"Na {position}. mjestu nije valjan znak (NUL ili pola zamjenskog para).",
        $"There is no valid character at position {position} (NUL or half of a surrogate pair).");

    public static FormulaSyntaxException TooDeep(int position) => At(
        position, "Formula je preduboko ugniježđena.", "The formula is nested too deeply.");

    public static FormulaSyntaxException Unexpected(int position, string found) => At(
        position, $"Neočekivano „{Shown(found)}” na {position}. mjestu.", $"Unexpected “{Shown(found)}” at position {position}.");

    public static FormulaSyntaxException Expected(int position, string expectation, string? found)
    {
        var (hr, en) = expectation == FormulaGrammar.OperandExpected
            ? ("broj, ime, funkciju ili zagradu", "a number, a name, a function or a bracket")
            : ($"„{expectation}”", $"“{expectation}”");
        return found is null
            ? At(position, $"Na {position}. mjestu očekujem {hr}, a formula je gotova.", $"Expected {en} at position {position}, but the formula ends.")
            : At(position, $"Na {position}. mjestu očekujem {hr}, a piše „{Shown(found)}”.", $"Expected {en} at position {position}, found “{Shown(found)}”.");
    }

    public static FormulaSyntaxException CommaOutsideCall(int position) => At(
        position,
        $"Neočekivan zarez na {position}. mjestu: zarez razdvaja argumente funkcije, a decimale se pišu točkom.",
        $"Unexpected comma at position {position}: a comma separates arguments, decimals are written with a dot.");

    public static FormulaSyntaxException NumberAfterOperand(int position) => At(
        position,
        $"Broj na {position}. mjestu stoji odmah iza prethodnog člana: napišite * za množenje ili ^ za potenciju.",
        $"The number at position {position} directly follows another operand: write * to multiply or ^ for a power.");

    public static FormulaSyntaxException NumberTooLarge(int position) => At(
        position, $"Broj na {position}. mjestu je prevelik.", $"The number at position {position} is too large.");

    public static FormulaSyntaxException SummationWithoutIndex(int position) => At(
        position,
        $"Uz znak Σ na {position}. mjestu treba indeks: napišite Σ_i …, ili sum(…) za zbroj svih elemenata.",
        $"The sign Σ at position {position} needs an index: write Σ_i …, or sum(…) for the sum of all entries.");

    public static FormulaSyntaxException SummationSign(int position) => At(
        position,
        $"Znak Σ na {position}. mjestu ne čitamo: napišite sum(…).",
        $"The sign Σ at position {position} isn't read: write sum(…).");

    public static FormulaSyntaxException UnknownEnvironment(int position, string name) => At(
        position,
        $"Okruženje „{Shown(name)}” na {position}. mjestu ne čitamo; matrica je bmatrix ili pmatrix.",
        $"The environment “{Shown(name)}” at position {position} isn't read; a matrix is bmatrix or pmatrix.");

    public static FormulaSyntaxException SecondEquals(int position) => At(
        position, $"Drugi znak = na {position}. mjestu.", $"A second = at position {position}.");

    public static FormulaSyntaxException NotALeftSide(int position) => At(
        position,
        $"Lijevo od = smije biti samo ime, poput L ili f(x); na {position}. mjestu je nešto drugo.",
        $"Left of = only a name may stand, such as L or f(x); at position {position} there is something else.");

    public static FormulaSyntaxException UnknownFunction(int position, string name, string? closest) => At(
        position,
        $"Ne postoji ni ime ni funkcija „{Shown(name)}”.{(closest is null ? "" : $" Jeste li mislili {closest}?")}",
        $"There is neither a name nor a function “{Shown(name)}”.{(closest is null ? "" : $" Did you mean {closest}?")}");

    public static FormulaSyntaxException UnknownName(int position, string name, FormulaScope scope, string? closest)
    {
        var names = string.Join(", ", scope.Names.Select(known => known.Name));
        return At(
            position,
            $"Ne postoji ime „{Shown(name)}”; imena su: {names}.{(closest is null ? "" : $" Jeste li mislili {closest}?")}",
            $"There is no name “{Shown(name)}”; the names are: {names}.{(closest is null ? "" : $" Did you mean {closest}?")}");
    }

    private static string Shown(string text) => text.Length <= LongestQuote ? text : string.Concat(text.AsSpan(0, LongestQuote), "…");
}
