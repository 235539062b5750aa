using System.Text.Json;
using GradingService.Domain.Families.ConvolutionalNetwork;

namespace GradingService.Tests.Domain.Families.ConvolutionalNetwork;

public sealed class ReceptiveFieldTypeTests
{
    [Theory]
    [InlineData("{\"area\": [1, 2]}", "/area")]
    [InlineData("{\"area\": [[81], [2]]}", "/area")]
    [InlineData("{\"area\": true}", "/area")]
    [InlineData("{\"area\": \"8,1\"}", "/area")]
    [InlineData("{\"side\": 9}", "/side")]
    [InlineData("[9, 9, 9]", "")]
    [InlineData("[[9, 9]]", "")]
    [InlineData("[9, \"9,5\"]", "/1")]
    [InlineData("\"9 x\"", "")]
    [InlineData("true", "")]
    public void What_can_not_be_read_is_told_with_its_place(string json, string pointer)
    {
        var reading = ReceptiveFieldType.Instance.Read(JsonSerializer.Deserialize<JsonElement>(json));

        Assert.NotNull(reading.Problem);
        Assert.Equal(pointer, reading.Pointer);
    }

    [Theory]
    [InlineData("9", true)]
    [InlineData("[9, 9]", true)]
    [InlineData("[[9]]", true)]
    [InlineData("\"9 × 9\"", true)]
    [InlineData("{\"area\": \"9*9\"}", true)]
    [InlineData("81", false)]
    [InlineData("[9, null]", false)]
    [InlineData("[9, 8]", false)]
    [InlineData("9.5", false)]
    public void A_field_of_9_by_9_is_written_in_several_ways(string json, bool right)
    {
        var reading = ReceptiveFieldType.Instance.Read(JsonSerializer.Deserialize<JsonElement>(json));

        Assert.Equal(right, ReceptiveFieldType.Instance.Compare(reading.Answer!, Extent.Square(9), ReceptiveFieldType.Instance.DefaultTolerance).IsEqual);
    }
}
