using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Answers;

/// <summary>Numbers that come as strings: <c>"1/3"</c>, <c>"2368+4640+11530"</c>, <c>"-2*(3-1)^2"</c>, computed exactly.</summary>
/// <remarks>
/// Grammar: sum of products of powers of signed numbers and parentheses, with <c>4²</c>, <c>½</c> and roots (<c>√2</c>, <c>sqrt(2)</c>, to 2⁻¹²⁸ where they aren't
/// fractions); <c>× · − :</c> read as <c>* * - /</c>. A plain decimal keeps the digits it was written to. Strings whose dot, comma or space may separate thousands are refused rather than guessed.
/// </remarks>
public static partial class Arithmetic
{
    private const int LongestText = 200;
    private const int LargestExponent = 400;
    private const int MostBits = 4096;

    /// <summary>Reads a number, or says why it can't be read.</summary>
    /// <param name="integer">Whether a whole number is asked for: then <c>18.538</c> may be meant as thousands and is refused.</param>
    public static (WrittenNumber Number, LocalizedText? Problem) Read(string text, bool integer)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > LongestText) return (default, Problems.TooLong(LongestText));
        if (Comma().IsMatch(trimmed)) return (default, integer ? Problems.AmbiguousThousands : Problems.DecimalComma);
        if (SpacedDigits().IsMatch(trimmed)) return (default, Problems.AmbiguousThousands);
        if (integer && DottedThousands().IsMatch(trimmed)) return (default, Problems.AmbiguousThousands);
        var ascii = Ascii(trimmed);
        if (PlainDecimal().IsMatch(ascii))
            return WrittenNumber.FromDecimal(ascii) is { } number ? (number, null) : (default, Problems.NotFinite);
        var (exact, fault) = Evaluate(ascii, IndentOf(text));
        if (fault is not null) return (default, fault);
        var result = exact.ToDouble();
        return double.IsFinite(result) ? (new WrittenNumber(result), null) : (default, Problems.NotFinite);
    }

    /// <summary>Reads a real number exactly: <c>0.1</c> is 1/10, never the double nearest to it, and <c>√2</c> is refused.</summary>
    public static (Rational Number, LocalizedText? Problem) Exact(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > LongestText) return (default, Problems.TooLong(LongestText));
        if (Comma().IsMatch(trimmed)) return (default, Problems.DecimalComma);
        return SpacedDigits().IsMatch(trimmed) ? (default, Problems.AmbiguousThousands) : Evaluate(Ascii(trimmed), IndentOf(text), exactly: true);
    }

    private static (Rational Number, LocalizedText? Problem) Evaluate(string ascii, int indent, bool exactly = false)
    {
        try
        {
            var parser = new Parser(ascii, exactly);
            return parser.Whole() is { } exact ? (exact, null) : (default, Problems.NotArithmetic(indent + parser.Position + 1));
        }
        catch (DivideByZeroException)
        {
            return (default, Problems.DividesByZero);
        }
        catch (OverflowException)
        {
            return (default, Problems.NotFinite);
        }
    }

    private static int IndentOf(string text) => text.Length - text.TrimStart().Length;

    private static string Ascii(string text) => text
        .Replace('−', '-').Replace('–', '-').Replace('×', '*').Replace('·', '*').Replace('⋅', '*').Replace(':', '/').Replace('÷', '/');

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainDecimal();

    [GeneratedRegex(@"\d\s*,\s*\d", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();

    [GeneratedRegex(@"[\d.][\s'’_]+[\d.]", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedDigits();

    [GeneratedRegex(@"(?<![\d.])[1-9]\d{0,2}(\.\d{3})+(?![\d.eE])", RegexOptions.CultureInvariant)]
    private static partial Regex DottedThousands();

    /// <summary>Recursive descent over exact fractions; depth is bounded by the length of the text.</summary>
    private ref struct Parser(string text, bool exactly)
    {
        private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        private const string Fractions = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞";
        private const int RootBits = 128;

        private static readonly Rational[] Values =
        [
            new(1, 2), new(1, 3), new(2, 3), new(1, 4), new(3, 4), new(1, 5), new(2, 5), new(3, 5), new(4, 5), new(1, 6), new(5, 6),
            new(1, 8), new(3, 8), new(5, 8), new(7, 8),
        ];

        private readonly ReadOnlySpan<char> _text = text;

        public int Position { get; private set; }

        public Rational? Whole()
        {
            var value = Sum();
            Spaces();
            return Position == _text.Length ? value : null;
        }

        private Rational? Sum()
        {
            var total = Product();
            while (total is { } left && Peek() is '+' or '-')
            {
                var minus = Take() == '-';
                total = Product() is { } right ? Bounded(minus ? left - right : left + right) : null;
            }
            return total;
        }

        private Rational? Product()
        {
            var product = Signed();
            while (product is { } left && (Peek() == '*' && Peek(1) != '*' || Peek() == '/'))
            {
                var divide = Take() == '/';
                product = Signed() is { } right ? Bounded(divide ? left / right : left * right) : null;
            }
            return product;
        }

        private Rational? Signed()
        {
            var sign = 1;
            while (Peek() is '+' or '-') sign = Take() == '-' ? -sign : sign;
            return Power() is { } value ? value * sign : null;
        }

        private Rational? Power()
        {
            if (Primary() is not { } @base) return null;
            if (Peek() is '⁻' || Raised.Contains(Peek(), StringComparison.Ordinal)) return RaisedTo(@base, SmallDigits());
            if (Peek() == '^') Take();
            else if (Peek() == '*' && Peek(1) == '*') { Take(); Take(); }
            else return @base;
            Spaces();
            var start = Position;
            if (Signed() is not { } exponent) return null;
            if (!exponent.IsInteger)
            {
                Position = start;
                return null;
            }
            return RaisedTo(@base, exponent.Numerator);
        }

        private BigInteger SmallDigits()
        {
            var negative = Peek() == '⁻';
            if (negative) Take();
            var (value, digits) = (BigInteger.Zero, 0);
            while (Raised.IndexOf(Peek(), StringComparison.Ordinal) is >= 0 and var digit)
            {
                (value, digits) = (10 * value + digit, digits + 1);
                Take();
            }

            return digits == 0 ? LargestExponent + 1 : negative ? -value : value;
        }

        private static Rational RaisedTo(Rational @base, BigInteger exponent)
        {
            if (BigInteger.Abs(exponent) > LargestExponent) throw new OverflowException();
            var power = (int)exponent;
            if (Bits(@base) * Math.Abs(power) > MostBits) throw new OverflowException();
            var raised = new Rational(BigInteger.Pow(@base.Numerator, Math.Abs(power)), BigInteger.Pow(@base.Denominator, Math.Abs(power)));
            return power < 0 ? Rational.One / raised : raised;
        }

        private Rational? Primary()
        {
            if (Peek() == '(')
            {
                Take();
                var inner = Sum();
                if (inner is null || Peek() != ')') return null;
                Take();
                return inner;
            }
            if (Fractions.IndexOf(Peek(), StringComparison.Ordinal) is >= 0 and var fraction)
            {
                Take();
                return Values[fraction];
            }
            if (Peek() == '√' || _text[Position..].StartsWith("sqrt", StringComparison.OrdinalIgnoreCase)) return Root();
            Spaces();
            var start = Position;
            while (Position < _text.Length && (char.IsAsciiDigit(_text[Position]) || _text[Position] == '.')) Position++;
            var mantissa = _text[start..Position];
            var exponent = 0;
            if (mantissa.Length > 0 && Position < _text.Length && _text[Position] is 'e' or 'E')
            {
                var from = ++Position;
                if (Position < _text.Length && _text[Position] is '+' or '-') Position++;
                while (Position < _text.Length && char.IsAsciiDigit(_text[Position])) Position++;
                if (!int.TryParse(_text[from..Position], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return null;
                if (Math.Abs(exponent) > LargestExponent) throw new OverflowException();
            }
            if (Decimal(mantissa, exponent) is { } number) return number;
            Position = start;
            return null;
        }

        private Rational? Root()
        {
            var start = Position;
            var isSign = Peek() == '√';
            Position += isSign ? 1 : "sqrt".Length;
            if (!isSign && Peek() != '(') return null;
            if (Primary() is not { } square) return null;
            if (SquareRoot(square) is { } root) return root;
            Position = start;
            return null;
        }

        // Exact where the root is a fraction; its numerator and denominator are whole then.
        private readonly Rational? SquareRoot(Rational square)
        {
            if (square < Rational.Zero) return null;
            var scaled = WholeRoot((square.Numerator * square.Denominator) << (2 * RootBits));
            var root = new Rational(scaled, square.Denominator << RootBits);
            return exactly && root * root != square ? null : Bounded(root);
        }

        // Newton's method from above.
        private static BigInteger WholeRoot(BigInteger square)
        {
            if (square.IsZero) return square;
            var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
            while (true)
            {
                var next = (root + square / root) >> 1;
                if (next >= root) return root;
                root = next;
            }
        }

        private static Rational? Decimal(ReadOnlySpan<char> mantissa, int exponent)
        {
            var dot = mantissa.IndexOf('.');
            var digits = dot < 0 ? mantissa.ToString() : string.Concat(mantissa[..dot], mantissa[(dot + 1)..]);
            if (digits.Length == 0 || digits.Contains('.', StringComparison.Ordinal)) return null;
            var shift = exponent - (dot < 0 ? 0 : mantissa.Length - dot - 1);
            var scale = BigInteger.Pow(10, Math.Abs(shift));
            var whole = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
            return shift >= 0 ? new Rational(whole * scale, 1) : new Rational(whole, scale);
        }

        private static Rational Bounded(Rational value) =>
            Bits(value) > MostBits ? throw new OverflowException() : value;

        private static long Bits(Rational value) => value.Numerator.GetBitLength() + value.Denominator.GetBitLength() - 1;

        private void Spaces()
        {
            while (Position < _text.Length && char.IsWhiteSpace(_text[Position])) Position++;
        }

        private char Peek(int ahead = 0)
        {
            if (ahead == 0) Spaces();
            return Position + ahead < _text.Length ? _text[Position + ahead] : '\0';
        }

        private char Take() => _text[Position++];
    }
}
