using GradingService.Domain.Answers;
using GradingService.Domain.Numerics;

namespace GradingService.Tests.Domain.Answers;

public sealed class ChoicesAndTextsTests
{
    private static readonly ChoiceType Axis = new([new("w1", new("prva", "first")), new("w2", new("druga", "second"))]);
    private static readonly TextType Program = new("code", TextType.LongestSource, new("Python", "Python"));

    [Theory]
    [InlineData("\"w1\"", "\"w1\"")]
    [InlineData("\" w2 \"", "\"w2\"")]
    public void A_choice_is_one_of_those_offered(string json, string understood) => Assert.Equal(understood, Json.Understood(Axis, json));

    [Theory]
    [InlineData("\"W1\"")]
    [InlineData("\"w3\"")]
    [InlineData("1")]
    [InlineData("[\"w1\"]")]
    [InlineData("true")]
    public void Anything_else_is_no_choice(string json) => Assert.NotNull(Axis.Read(Json.Of(json)).Problem);

    [Fact]
    public void A_long_wrong_choice_is_quoted_in_brief_and_never_cut_through_a_character()
    {
        var problem = Axis.Read(Json.Text(new string('x', 39) + "🙂" + new string('y', 10_000))).Problem!;
        Assert.True(problem.Hr.Length < 200 && problem.En.Length < 200);
        Assert.DoesNotContain(problem.En, c => char.IsSurrogate(c));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Yes_and_no_are_json_booleans(string json, bool value)
    {
        var answer = BooleanType.Instance.Read(Json.Of(json)).Answer!;
        Assert.True(BooleanType.Instance.Compare(answer, value, Tolerance.Exact).IsEqual);
        Assert.False(BooleanType.Instance.Compare(answer, !value, Tolerance.Exact).IsEqual);
    }

    [Theory]
    [InlineData("\"true\"")]
    [InlineData("1")]
    [InlineData("[true]")]
    public void Nothing_else_is_a_yes(string json) => Assert.NotNull(BooleanType.Instance.Read(Json.Of(json)).Problem);

    [Fact]
    public void A_text_is_kept_as_it_was_sent() => Assert.Equal("\"def f():\\n\\treturn 1\"", Json.Understood(Program, "\"def f():\\n\\treturn 1\""));

    [Fact]
    public void Nul_and_half_characters_are_refused()
    {
        foreach (var text in new[] { "a\0b", "\ud83d", "\ude42", "\ude42\ud83d", "x\ud83d\ud83d\ude42" })
            Assert.Same(Problems.BadCharacter, TextType.Check(text, 100));
    }

    [Fact]
    public void Whole_characters_beyond_the_basic_plane_are_fine() => Assert.Null(TextType.Check("🙂🙂", 4));

    [Fact]
    public void A_text_is_as_long_as_it_may_be_and_no_longer()
    {
        Assert.NotNull(Program.Read(Json.Text(new string('x', TextType.LongestSource))).Answer);
        Assert.Equal(Problems.TooLong(TextType.LongestSource), Program.Read(Json.Text(new string('x', TextType.LongestSource + 1))).Problem);
    }

    [Fact]
    public void A_program_is_no_number() => Assert.NotNull(Program.Read(Json.Of("1")).Problem);
}
