using System.Collections.Frozen;
using GradingService.Domain.Formulas.Operations;
using GradingService.Domain.Formulas.Trees;

namespace GradingService.Domain.Formulas.Syntax;

/// <summary>The characters and LaTeX commands of the language and what they mean.</summary>
internal static class Symbols
{
    private static readonly Lexeme Plus = new(TokenKind.Additive, Elementwise.Add);
    private static readonly Lexeme Minus = new(TokenKind.Additive, Elementwise.Subtract);
    private static readonly Lexeme Times = new(TokenKind.Multiplicative, Product.Instance);
    private static readonly Lexeme Over = new(TokenKind.Multiplicative, Quotient.Instance);
    private static readonly Lexeme Slide = new(TokenKind.Multiplicative, SignOfSliding.Star);
    private static readonly Lexeme SlideOrTimes = new(TokenKind.Multiplicative, SignOfSliding.Asterisk);
    private static readonly Lexeme Kron = new(TokenKind.Multiplicative, Kronecker.Instance);
    private static readonly Lexeme Prime = new(TokenKind.Transpose);
    private static readonly Lexeme Unbounded = new(TokenKind.Text, "inf");

    private static readonly Lexeme TimesEntries = new(TokenKind.Multiplicative, Elementwise.Multiply);

    /// <summary>The sign of a power.</summary>
    public static Lexeme Caret { get; } = new(TokenKind.Power, Power.Instance);

    private static readonly object ConstantMark = new();

    private static readonly FrozenDictionary<char, Lexeme> ByCharacter = Table(
        ("+", Plus), ("-−–‐‑‒﹣－", Minus), ("@·⋅∙•×", Times), ("/÷∕⁄", Over), ("⋆★", Slide), ("⊙∘", TimesEntries), ("⊗", Kron),
        ("^", Caret), ("'’′ᵀ⊤⊺", Prime), ("√", new(TokenKind.Root)), ("∞", Unbounded), ("|∣", new(TokenKind.Bar)), ("‖∥", new(TokenKind.DoubleBar)),
        ("(", new(TokenKind.OpenRound)), (")", new(TokenKind.CloseRound)), ("[", new(TokenKind.OpenSquare)), ("]", new(TokenKind.CloseSquare)),
        ("{", new(TokenKind.OpenCurly)), ("}", new(TokenKind.CloseCurly)), (",", new(TokenKind.Comma)), ("=", new(TokenKind.Equals)),
        (":", new(TokenKind.Colon)), (";", new(TokenKind.Semicolon)), ("⟨〈", new(TokenKind.OpenAngle)), ("⟩〉", new(TokenKind.CloseAngle)), ("&", new(TokenKind.Comma)),
        ("⊘", new(TokenKind.Multiplicative, Elementwise.Divide)), ("≔", new(TokenKind.Equals)), ("½", Fraction(1, 2)), ("⅓", Fraction(1, 3)), ("⅔", Fraction(2, 3)), ("¼", Fraction(1, 4)), ("¾", Fraction(3, 4)));

    private static readonly FrozenDictionary<string, Lexeme> ByCommand = new Dictionary<string, Lexeme>
    {
        ["cdot"] = Times,
        ["times"] = Times,
        ["div"] = Over,
        ["star"] = Slide,
        ["odot"] = TimesEntries,
        ["otimes"] = Kron,
        ["circ"] = TimesEntries,
        ["bullet"] = Times,
        ["oslash"] = new(TokenKind.Multiplicative, Elementwise.Divide),
        ["prime"] = Prime,
        ["infty"] = Unbounded,
        ["frac"] = new(TokenKind.Fraction),
        ["dfrac"] = new(TokenKind.Fraction),
        ["tfrac"] = new(TokenKind.Fraction),
        ["cfrac"] = new(TokenKind.Fraction),
        ["exponentialE"] = Constant(Math.E),
        ["coloneqq"] = new(TokenKind.Equals),
        ["langle"] = new(TokenKind.OpenAngle),
        ["rangle"] = new(TokenKind.CloseAngle),
        ["\\"] = new(TokenKind.Semicolon),
        ["sqrt"] = new(TokenKind.Root),
        ["|"] = new(TokenKind.DoubleBar),
        ["Vert"] = new(TokenKind.DoubleBar),
        ["lVert"] = new(TokenKind.OpenNorm),
        ["rVert"] = new(TokenKind.CloseNorm),
        ["vert"] = new(TokenKind.Bar),
        ["lvert"] = new(TokenKind.OpenMagnitude),
        ["rvert"] = new(TokenKind.CloseMagnitude),
        ["mid"] = new(TokenKind.Bar),
        ["{"] = new(TokenKind.OpenCurly),
        ["}"] = new(TokenKind.CloseCurly),
        ["lbrace"] = new(TokenKind.OpenCurly),
        ["rbrace"] = new(TokenKind.CloseCurly),
        ["lbrack"] = new(TokenKind.OpenSquare),
        ["rbrack"] = new(TokenKind.CloseSquare),
        ["lparen"] = new(TokenKind.OpenRound),
        ["rparen"] = new(TokenKind.CloseRound),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Lexeme>.AlternateLookup<ReadOnlySpan<char>> ByCommandSpan =
        ByCommand.GetAlternateLookup<ReadOnlySpan<char>>();

    // Commands that only size, space or style what follows.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Silent = new[]
    {
        "big", "Big", "bigg", "Bigg", "displaystyle", "textstyle", "scriptstyle", "(", ")", "[", "]",
        "quad", "qquad", "enspace", "thinspace", "nolimits", ",", ";", ":", "!", ">", " ", "rm", "bf", "it", "sf", "bold", "pmb", "textbf", "textit", "textsf", "mathtt", "mathrm", "mathbf", "mathit", "mathsf", "mathcal", "mathbb", "boldsymbol", "bm", "text", "textrm", "vec",
        "operatorname", "mathopen", "mathclose", "limits",
    }.ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Modules = new[]
    {
        "np", "numpy", "torch", "F", "nn", "functional", "linalg", "math", "scipy", "special", "signal", "jnp", "tf",
    }.ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A number written as a letter, so that digits before it are a factor.</summary>
    public static Lexeme Constant(double value) => new(TokenKind.Number, ConstantMark, value);

    public static bool IsConstant(Lexeme lexeme) => ReferenceEquals(lexeme.Meaning, ConstantMark);

    public static bool TryGet(char character, out Lexeme lexeme) => ByCharacter.TryGetValue(character, out lexeme);

    /// <summary>What a dot and the character after it mean together.</summary>
    public static bool TryGetDotted(char character, out Lexeme lexeme)
    {
        lexeme = character switch
        {
            '*' => TimesEntries,
            '/' => new(TokenKind.Multiplicative, Elementwise.Divide),
            '^' => new(TokenKind.Power, Elementwise.Power),
            '\'' => Prime,
            _ => default,
        };
        return lexeme.Kind != TokenKind.End;
    }

    public static bool TryGetCommand(ReadOnlySpan<char> command, out Lexeme lexeme) => ByCommandSpan.TryGetValue(command, out lexeme);

    public static bool IsFraction(ReadOnlySpan<char> command) => TryGetCommand(command, out var lexeme) && lexeme.Kind == TokenKind.Fraction;

    public static bool IsSilent(ReadOnlySpan<char> command) => Silent.Contains(command);

    public static bool IsModule(ReadOnlySpan<char> word) => Modules.Contains(word);

    /// <summary>Spaces, and the characters without width that copying from a page leaves.</summary>
    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u2060' or '\u2061' or '\u2062' or '\uFEFF' or '$' or '~';

    public static bool BeginsName(char c) => char.IsAsciiLetter(c)
        || c is '∂' or '∇'
        || (c > 127 && char.IsLetter(c) && c is not 'ᵀ' and not (>= 'ₐ' and <= 'ₜ'));

    /// <summary>The asterisk, which is the matrix product, and in a scope that says so the sign of a convolution as well.</summary>
    public static Lexeme Asterisk(bool convolves) => convolves ? SlideOrTimes : Times;

    private static Lexeme Fraction(int numerator, int denominator) => new(TokenKind.Number, Number: (double)numerator / denominator);

    private static FrozenDictionary<char, Lexeme> Table(params ReadOnlySpan<(string Characters, Lexeme Lexeme)> rows)
    {
        var table = new Dictionary<char, Lexeme>();
        foreach (var (characters, lexeme) in rows)
        {
            foreach (var character in characters) table.Add(character, lexeme);
        }

        return table.ToFrozenDictionary();
    }
}
