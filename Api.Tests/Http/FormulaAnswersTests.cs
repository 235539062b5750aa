using System.Text.Json.Nodes;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.Http;

/// <summary>What a portal learns of formulas before they are submitted.</summary>
public sealed class FormulaAnswersTests(OpenApiTests.Shared shared) : IClassFixture<OpenApiTests.Shared>
{
    private readonly GradingHost _host = shared.Host;

    [Theory]
    [InlineData("1", "a.dq_dW", "kron(I, p')", "kron(I, p')", @"I \otimes p^{\top}")]
    [InlineData("3", "b.stateUpdate", "tanh(Wxh x + Whh h + bh)", "tanh(Wxh * x + Whh * h + bh)", @"\tanh\left(W_{xh} \cdot x + W_{hh} \cdot h + b_{h}\right)")]
    [InlineData("4", "a.positive", "||f1 - f2||^2", "norm(fq - fp)^2", @"\left\|f_{q} - f_{p}\right\|^{2}")]
    public async Task Validate_echoes_a_formula_in_canonical_form_and_as_LaTeX(string question, string item, string text, string canonical, string latex)
    {
        var read = (await Validate(question, item, text)).Item(item);

        Assert.Equal(("read", canonical, latex), ((string)read["state"]!, (string)read["understood"]!, (string)read["latex"]!));
        Assert.Null(read["warnings"]);
    }

    [Theory]
    [InlineData("1", "a.dq_dp", "W + W'", "In “W + W'”: + doesn't join a 2×3 matrix and a 3×2 matrix. (With m = 2, n = 3, N = 5.)")]
    [InlineData("1", "a.dq_dW", "delta(i,l) p_k", "It isn't said what the index l runs over. (With m = 2, n = 3, N = 5.)")]
    [InlineData("3", "b.stateUpdate", "x[2] + h", "In “x[2]”: [2] (counting from 0) doesn't exist in a column of 2.")]
    [InlineData("4", "a.model", "x @ w + b", "In “x @ w”: vectors of 6 and 3 entries have no product (* is the matrix product; for a convolution write correlate(x, w)).")]
    public async Task Validate_warns_of_shapes_that_do_not_fit(string question, string item, string text, string message)
    {
        var reply = await Validate(question, item, text);
        var warning = Assert.Single(reply.Item(item)["warnings"]!.AsArray())!;

        Assert.True((bool)reply.Json["readable"]!);
        Assert.Equal(("shapes-do-not-fit", message), ((string)warning["code"]!, (string)warning["message"]!["en"]!));
    }

    [Theory]
    [InlineData("1", "a.dq_dp", "2 W + W")]
    [InlineData("1", "a.dq_dW", "dq[i]/dW[k,j] = delta(i,k)*p[j]")]
    [InlineData("1", "a.dq_dW", "2*delta(i,j)*p[k]")]
    [InlineData("3", "b.stateUpdate", "[1, 0; 0, 1; 1, 1] x + eye(3) h")]
    [InlineData("3", "b.output", "sigmoid(h[2])")]
    [InlineData("4", "a.negative", "(fq - fn)^2")]
    public async Task Validate_says_nothing_of_right_or_wrong(string question, string item, string text) =>
        Assert.Null((await Validate(question, item, text)).Item(item)["warnings"]);

    [Fact]
    public async Task The_form_lists_every_formulas_names_with_shapes()
    {
        var listed = new List<string>();
        foreach (var question in new[] { "1", "3", "4" })
        {
            var form = (await _host.Get($"/api/v1/exams/dubucezi-2023/questions/{question}")).Json;
            foreach (var field in Objects(form).Where(each => each["type"] is JsonValue type && (string?)type == "formula"))
            {
                var names = field["names"]!.AsArray();
                Assert.NotEmpty(names);
                listed.Add($"{question}: {string.Join(", ", names.Select(Shape))}");
            }
        }

        Assert.Equal(
        [
            "1: W m×n, p n, b m, q m, g m, P N×n, G N×m, m, n, N",
            "3: x 2, h hiddenSize, Wxh hiddenSize×2, Whh hiddenSize×hiddenSize, bh hiddenSize, bh2 hiddenSize, Why outputs×hiddenSize, bo outputs",
            "4: x 6, w 3, b, fq 4, fp 4, fn 4, m",
        ], listed.Distinct());
        Assert.Equal(8, listed.Count);
    }

    private static string Shape(JsonNode? name)
    {
        var sizes = (name!["sizes"] ?? name["shape"])!.AsArray().Select(size => size!.ToString());
        return $"{name["name"]} {string.Join('×', sizes)}".Trim();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject each => each.SelectMany(property => Objects(property.Value)).Prepend(each),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };

    private async Task<Reply> Validate(string question, string item, string text)
    {
        var (part, id) = (item.Split('.')[0], item.Split('.')[1]);
        var answers = new JsonObject { [part] = new JsonObject { [id] = text } };
        var reply = await _host.Send(
            HttpMethod.Post, $"/api/v1/exams/dubucezi-2023/questions/{question}/validate", "demo-portal", GradingHost.Body(answers.ToJsonString()));
        Assert.Equal(200, reply.Status);
        return reply;
    }
}
