using GradingService.Domain.Answers;
using GradingService.Domain.Formulas;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.AffineLayer;

/// <summary>Derivatives of an affine layer as formulas, and the layer itself as a NumPy class with the lab's <c>Layer</c> interface.</summary>
/// <remarks>Formulas are judged by their values at layers of several sizes; until programs have their judge that item is pending.</remarks>
public sealed class AffineLayerFamily() : QuestionFamily<AffineLayerParameters>("affineLayer", new AffineLayerRules())
{
    private static readonly FormulaScope Names = AffineInstance.All[0].Scope;

    private static readonly LocalizedText Hint = new(
        "Formula s imenima W (m×n), p (n), b (m), q (m), g = ∂L/∂q (m); za grupu P (N×n) i G (N×m); veličine m, n, N; npr. diag(b)*W ili b[i]*p[k].",
        "A formula with the names W (m×n), p (n), b (m), q (m), g = ∂L/∂q (m); for a batch P (N×n) and G (N×m); sizes m, n, N; such as diag(b)*W or b[i]*p[k].");

    private static readonly TextType Source = new("code", TextType.LongestSource, new(
        "Pythonov razred Layer s metodama forward, backward_inputs i backward_params; np i nn su već uvezeni, a torch nije dostupan.",
        "A Python class Layer with forward, backward_inputs and backward_params; np and nn are imported already, torch is not available."));

    private const string ExampleLayer = """
        class Layer:
            def __init__(self, W, b):
                self.W, self.b = W, b

            def forward(self, p):
                self.p = p
                return p @ self.W.T + self.b

            def backward_inputs(self, grads):
                return grads @ self.W

            def backward_params(self, grads):
                return grads.T @ self.p, grads.sum(axis=0)

        """;

    public override QuestionContent Write(AffineLayerParameters parameters)
    {
        var scheme = new MarkSchemeBuilder();
        var a = scheme.Part("a");
        Judged("dq_dp", "∂q/∂p", "W", AffineDerivatives.ByInput);
        Judged("dq_dW", "∂q/∂W", "kron(I, p')", AffineDerivatives.ByWeights);
        Judged("dq_db", "∂q/∂b", "I", AffineDerivatives.ByBias);
        var b = scheme.Part("b");
        b.Judged("layer", new("Razred Layer", "The class Layer"), Source, _ => ExampleLayer, judge: null);
        return new QuestionContent(Prompt, new() { ["layer"] = "q = W·p + b", ["W"] = "m×n", ["p"] = "n", ["b"] = "m" }, scheme);

        void Judged(string id, string label, string example, DerivativeJudge judge)
        {
            var right = Formula.Parse(example, Names);
            a.Judged(id, new(label, label), new JudgedFormulaType(Names, Hint, judge.Misfit), _ => right, (formula, _, _) => new(judge.Judge(formula)));
        }
    }

    private static readonly LocalizedText Prompt = new(
        """
        Afini sloj računa **q = W·p + b**, gdje je W matrica m×n, a p i b su vektori-stupci.

        - **a)** Napišite derivacije izlaza q po ulazu p i po parametrima W i b.
        - **b)** Napišite taj sloj u NumPyju kao razred `Layer` sa sučeljem iz druge laboratorijske vježbe (`forward`, `backward_inputs`, `backward_params`). Sloj mora raditi s grupama od bilo kojeg broja uzoraka; uzorci su u retcima.
        """,
        """
        An affine layer computes **q = W·p + b**, where W is an m×n matrix and p and b are column vectors.

        - **a)** Write the derivatives of the output q with respect to the input p and the parameters W and b.
        - **b)** Write the layer in NumPy as a class `Layer` with the interface of the second lab (`forward`, `backward_inputs`, `backward_params`). It must work for batches of any number of samples; samples are rows.
        """);
}
