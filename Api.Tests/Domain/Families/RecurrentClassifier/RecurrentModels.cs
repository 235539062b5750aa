using System.Text.Json;
using GradingService.Domain.Families.RecurrentClassifier;
using GradingService.Domain.Families.RecurrentClassifier.Verification;

namespace GradingService.Tests.Domain.Families.RecurrentClassifier;

/// <summary>Models as students write them, and what the verifier says of them.</summary>
internal static class RecurrentModels
{
    public static readonly Specification MajorityOdd = new(SequenceProperty.MajorityOdd, 2);
    public static readonly TimeSpan Generous = TimeSpan.FromMinutes(1);

    public static RecurrentModel Read(string json, int bits = 2)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement, bits);
    }

    public static RecurrentModel Read(JsonElement json, int bits = 2)
    {
        var type = new RecurrentModelType(bits, []);
        var reading = type.Read(json);
        Assert.Null(reading.Problem);
        return type.Value(reading.Answer!);
    }

    /// <summary>A counter of one unit, with some of it changed.</summary>
    public static RecurrentModel Counter(
        string wxh = "[[0, 2]]", string whh = "[[1]]", string bh = "[-1]", string activation = "identity", string bo = "[0]", string strict = "true", string h0 = "[0]") =>
        Read($$"""{"hiddenSize": 1, "Wxh": {{wxh}}, "Whh": {{whh}}, "bh": {{bh}}, "h0": {{h0}}, "activation": "{{activation}}", "Why": [[1]], "bo": {{bo}}, "output": "identity", "threshold": 0, "strict": {{strict}}}""");

    public static ModelVerdict Verify(this RecurrentModel model, Specification? specification = null) =>
        ModelVerifier.Verify(model, specification ?? MajorityOdd, Generous, TestContext.Current.CancellationToken);
}
