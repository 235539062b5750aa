using System.Text.Json.Nodes;
using GradingService.Api.Http;
using GradingService.Domain.Answers;
using GradingService.Tests.Domain.Answers;

namespace GradingService.Tests.Http;

public sealed class ApiJsonTests
{
    [Theory]
    [InlineData("[1, \"1/2\", null]", "[1,0.5,null]")]
    [InlineData("[[33.20], [-0.0], [1e300]]", "[[33.2],[-0],[1E+300]]")]
    public void Understood_numbers_are_written_with_the_metadata_of_the_contracts_alone(string sent, string written)
    {
        var understood = new VectorType(3).Read(Json.Of(sent)).Answer!.Understood();
        Assert.Equal(written, understood.ToJsonString(ApiJson.Written));
        Assert.Equal($$"""{"of":{{written}}}""", new JsonObject { ["of"] = understood }.ToJsonString(ApiJson.Written));
    }
}
