using GradingService.Domain.Families.RecurrentClassifier.Verification;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>A run of a recurrent model over one sequence; exact where the activation is piecewise linear, then rounded.</summary>
/// <param name="States">h¹ … hᵀ, T×n.</param>
public sealed record RecurrentTrace(double[][] States)
{
    private const double Rounding = 1e-12;

    /// <summary>Runs the cell over a sequence of words of bits, most significant bit first.</summary>
    public static RecurrentTrace Of(RecurrentModel model, IReadOnlyList<string> sequence)
    {
        var specification = new Specification(SequenceProperty.MajorityOdd, model.Wxh[0].Length);
        return new RecurrentTrace([.. ModelVerifier.Run(model, specification, sequence).States]);
    }

    /// <summary>The output for a state: the probability of class 1 where the output is sigmoid or softmax.</summary>
    public static double Output(RecurrentModel model, double[] state)
    {
        var scores = Scores(model, state);
        return model.Output switch
        {
            OutputActivation.Identity => scores[0],
            OutputActivation.Sigmoid => Sigmoid(scores[0]),
            OutputActivation.Softmax => Sigmoid(scores[1] - scores[0]),
            _ => scores[0] > 0 ? 1 : scores[0] < 0 ? 0 : model.StepAtZero.ToDouble(),
        };
    }

    /// <summary>The class for a state: 1 iff the output passes the threshold. Scores are compared, so that a sigmoid's rounding never decides.</summary>
    public static int Class(RecurrentModel model, double[] state)
    {
        if (model.Output == OutputActivation.Softmax) return Score(model, 1, state, -Score(model, 0, state, 0)) > 0 ? 1 : 0;
        var threshold = model.Threshold?.ToDouble() ?? (model.Output == OutputActivation.Sigmoid ? 0.5 : 0);
        var margin = model.Output switch
        {
            OutputActivation.Sigmoid when threshold is > 0 and < 1 => Score(model, 0, state, -Math.Log(threshold / (1 - threshold))),
            OutputActivation.Identity => Score(model, 0, state, -threshold),
            _ => Output(model, state) - threshold,
        };
        return margin > 0 || (margin == 0 && !model.Strict) ? 1 : 0;
    }

    /// <summary>Why·h + bo, one for each output.</summary>
    internal static double[] Scores(RecurrentModel model, double[] state) => [.. model.Why.Select((_, i) => Score(model, i, state, 0))];

    /// <summary>Why·h + bo + offset; zero where it is no more than the rounding of its terms.</summary>
    private static double Score(RecurrentModel model, int output, double[] state, double offset)
    {
        var sum = offset + (model.Bo?[output].ToDouble() ?? 0);
        var magnitude = Math.Abs(offset) + Math.Abs(model.Bo?[output].ToDouble() ?? 0);
        for (var i = 0; i < state.Length; i++)
        {
            var term = model.Why[output][i].ToDouble() * state[i];
            (sum, magnitude) = (sum + term, magnitude + Math.Abs(term));
        }
        return Math.Abs(sum) <= Rounding * magnitude ? 0 : sum;
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
