using System.Text.Json;
using CsCheck;
using GradingService.Domain.Answers;

namespace GradingService.Tests.Domain.Answers;

public sealed class AnyJsonTests
{
    private static readonly Gen<string> Leaves = Gen.OneOf(new[]
    {
        "null", "true", "false", "0", "-0", "1", "-1", "18.538", "1e308", "1e999", "-1e-999", "1.23e-2147483648", "\"\"", "\"  \"", "\"1/3\"", "\"1/0\"",
        "\"0,5\"", "\"18 538\"", "\"NaN\"", "\"9^9^9^9\"", "\"((((\"", "\"\\u0000\"", "\"N\"", "\"w1\"", "\"𝒙\"", "9007199254740993", "2147483648",
    }.Select(Gen.Const).ToArray());

    [Fact]
    public void No_json_makes_reading_comparing_or_following_throw() => Values(3).Sample(json =>
    {
        var element = Json.Of(json);
        Examine(NumberType.Real, element, 16);
        Examine(NumberType.Integer, element, 18538);
        Examine(new VectorType(3), element, [1, 2, 3]);
        Examine(new VectorType(1), element, [0]);
        Examine(new MatrixType(2, 2), element, [[1, 2], [3, 4]]);
        Examine(ShapeType.Instance, element, [16, 28, 28]);
        Examine(ShapeType.Instance, element, [10]);
        Examine(BooleanType.Instance, element, true);
        Examine(new ChoiceType([new("w1", new("", ""))]), element, "w1");
        Examine(new TextType("formula", TextType.LongestFormula, new("", "")), element, "x");
    }, iter: 20_000);

    private static void Examine<T>(AnswerType<T> type, JsonElement element, T target)
        where T : notnull
    {
        var reading = type.Read(element);
        if (reading.Problem is not null)
        {
            Assert.Null(reading.Answer);
            Points(element, reading.Pointer);
            return;
        }
        // A type of numbers reads a blank as an array of blanks: the sheet asks before whether all is blank.
        if (reading.Answer is not { } answer) return;
        var compared = type.Compare(answer, target, type.DefaultTolerance);
        Assert.InRange(compared.Right, 0, compared.Total);
        Assert.True(compared.Total >= 1);
        Assert.Equal(compared.IsEqual, compared.WrongEntries is null && compared.Right > 0);
        type.TryFollow(answer, target, out _);
        _ = answer.Understood()?.ToJsonString();
    }

    /// <summary>The pointer leads to something that is there.</summary>
    private static void Points(JsonElement element, string pointer)
    {
        foreach (var token in pointer.Split('/').Skip(1)) element = element[int.Parse(token, System.Globalization.CultureInfo.InvariantCulture)];
    }

    private static Gen<string> Values(int depth)
    {
        if (depth == 0) return Leaves;
        var inner = Values(depth - 1);
        return Gen.Frequency(
            (3, Leaves),
            (3, inner.Array[0, 4].Select(items => $"[{string.Join(',', items)}]")),
            (2, Gen.Select(inner, Gen.Int[1, 4], (item, times) => $"[{string.Join(',', Enumerable.Repeat(item, times))}]")),
            (1, inner.Array[0, 3].Select(items => $"{{{string.Join(',', items.Select((item, i) => $"\"k{i}\":{item}"))}}}")));
    }
}
