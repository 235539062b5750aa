using System.Globalization;

namespace GradingService.Domain.Answers;

/// <summary>Why an answer can't be read, in words that say what to write instead.</summary>
public static class Problems
{
    private const int LongestQuoted = 40;

    public static LocalizedText DecimalComma { get; } = new(
        "Decimalni zarez nije dopušten: napišite točku (0.5).", "A decimal comma isn't accepted: write a dot (0.5).");

    public static LocalizedText AmbiguousThousands { get; } = new(
        "Nije jasno odvajate li tisućice ili decimale: napišite broj bez razmaka i bez oznake tisućica (1234), a decimale s točkom.",
        "It isn't clear whether this separates thousands or decimals: write the number without spaces or separators (1234), decimals with a dot.");

    public static LocalizedText NotFinite { get; } = new(
        "Broj je prevelik ili nije konačan.", "The number is too large or not finite.");

    public static LocalizedText DividesByZero { get; } = new("Izraz dijeli nulom.", "The expression divides by zero.");

    public static LocalizedText TooLong(int longest) => new(
        Invariant($"Tekst je dulji od {longest} znakova."), Invariant($"The text is longer than {longest} characters."));

    public static LocalizedText NotArithmetic(int column) => new(
        Invariant($"Ovo nije broj ni račun s brojevima (znak {column})."), Invariant($"This is neither a number nor arithmetic with numbers (column {column})."));

    public static LocalizedText BadCharacter { get; } = new(
        "Tekst sadrži nedopušten znak (NUL ili nepotpun Unicode).", "The text holds a character that isn't allowed (NUL or broken Unicode).");

    public static LocalizedText UnknownItem(string name, IEnumerable<string> known) => new(
        Invariant($"Nepoznata stavka „{Short(name)}”. Postoje: {string.Join(", ", known)}."), Invariant($"Unknown item '{Short(name)}'. There are: {string.Join(", ", known)}."));

    public static LocalizedText Expected(LocalizedText what, string got) => new(
        Invariant($"Očekuje se {what.Hr}; poslano je: {Kind(got).Hr}."), Invariant($"Expected {what.En}; got {Kind(got).En}."));

    public static LocalizedText Ragged { get; } = new(
        "Retci nisu jednako dugi ili je ugniježđenje pogrešno.", "The rows are not of one length, or the nesting is wrong.");

    public static LocalizedText TooMany(int most) => new(
        Invariant($"Previše vrijednosti: dopušteno je najviše {most}."), Invariant($"Too many values: at most {most} are allowed."));

    public static LocalizedText NotAllowed(string got, IEnumerable<string> allowed) => new(
        Invariant($"„{Short(got)}” nije među dopuštenim vrijednostima: {string.Join(", ", allowed)}."),
        Invariant($"'{Short(got)}' is not one of the allowed values: {string.Join(", ", allowed)}."));

    private static string Short(string text) => text.Length <= LongestQuoted
        ? text
        : text[..(char.IsHighSurrogate(text[LongestQuoted - 1]) ? LongestQuoted - 1 : LongestQuoted)] + "…";

    private static LocalizedText Kind(string jsonKind) => jsonKind switch
    {
        "Object" => new("objekt", "an object"),
        "Array" => new("polje", "an array"),
        "String" => new("tekst", "a string"),
        "Number" => new("broj", "a number"),
        "True" or "False" => new("istinitosna vrijednost", "a boolean"),
        _ => new("null", "null"),
    };

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
