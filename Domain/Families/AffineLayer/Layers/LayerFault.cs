using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families.AffineLayer.Layers;

/// <summary>Why a layer can't be examined, or a call gave nothing to compare: a code and a message.</summary>
internal static partial class LayerFault
{
    private static readonly Mistake TorchNotAvailable = new("torch-not-available",
        "Sloj treba PyTorchove tenzore, a oni ovdje nisu dostupni: napišite ga u NumPyju.", "The layer needs PyTorch's tensors, which aren't available here: write it in NumPy.");

    /// <summary>Why a run ended before something was seen.</summary>
    public static Mistake Of(RunEnding ending) => ending switch
    {
        RunEnding.TimeLimit => new("time-limit", "Program je prekinut jer je predugo trajao.", "The program was stopped since it took too long."),
        RunEnding.MemoryLimit => new("memory-limit", "Program je prekinut jer je trebao previše memorije.", "The program was stopped since it needed too much memory."),
        RunEnding.OutputLimit => new("output-limit", "Program je prekinut jer je dao previše podataka.", "The program was stopped since it gave too much data."),
        RunEnding.Forbidden => new("forbidden-call", "Program je prekinut jer je pokušao nešto što ne smije: mreža, procesi, sustav.",
            "The program was stopped since it tried something that it may not: network, processes, the system."),
        RunEnding.Crashed => new("crashed", "Pythonov proces se srušio.", "The Python process crashed."),
        _ => new("ended-early", "Program je završio prije nego što su sva ispitivanja obavljena.", "The program ended before all trials were done."),
    };

    /// <summary>Why a source has no layer to examine.</summary>
    public static Mistake Of(SourceReport source, RunEnding ending) => (source.Stage, source.Failure) switch
    {
        (_, TimedOut) => Of(RunEnding.TimeLimit),
        (SourceStage.Compile, Raised error) => new("syntax-error", Said("To nije ispravan Python", "This isn't valid Python", error)),
        (_, Raised error) when NeedsTorch(error) => TorchNotAvailable,
        (_, Raised { Type: "MemoryError" }) => Of(RunEnding.MemoryLimit),
        (SourceStage.Run, Raised error) => new("python-error", Said("Program javlja pogrešku", "The program fails", error)),
        (SourceStage.Class, _) => new("class-missing", "Nema razreda Layer.", "There is no class Layer."),
        (SourceStage.Construct, Raised error) => new("constructor-fails", Said(
            "Sloj se ne može stvoriti ni kao Layer(W, b), ni kao Layer(ulazi, izlazi), ni kao u vježbi",
            "No layer can be made as Layer(W, b), as Layer(inputs, outputs), or as in the lab", error)),
        _ => Of(ending),
    };

    public static Mistake MethodMissing(LayerMethod method) => new("method-missing", $"Nedostaje metoda {method.Name()}.", $"The method {method.Name()} is missing.");

    /// <summary>What is wrong with a call that no known mistake explains.</summary>
    public static Mistake Of(Finding finding, RunEnding ending)
    {
        var call = finding.Expectation.Method.Name();
        var behaviour = finding.Expectation.Behaviour.Label();
        return finding.Kind switch
        {
            FindingKind.Raised when NeedsTorch(finding.Error!) => TorchNotAvailable,
            FindingKind.Raised when finding.Error!.Type == "MemoryError" => Of(RunEnding.MemoryLimit),
            FindingKind.Raised => new("raises-error", Said($"{call} javlja pogrešku", $"{call} fails", finding.Error!)),
            FindingKind.TimedOut or FindingKind.NotTried => new("time-limit", $"{call} predugo traje.", $"{call} takes too long."),
            FindingKind.Rough => new("precision-lost",
                $"Ulaz je float64, a rezultat ({behaviour.Hr}) ima samo točnost float32.", $"The input is float64, but the result ({behaviour.En}) is only as accurate as float32."),
            FindingKind.WrongShape => new("wrong-shape", $"Rezultat ({behaviour.Hr}) ima pogrešan oblik.", $"The result ({behaviour.En}) has a wrong shape."),
            FindingKind.NotFinite => new("not-finite", $"Rezultat ({behaviour.Hr}) sadrži NaN ili beskonačno.", $"The result ({behaviour.En}) has NaN or infinity in it."),
            FindingKind.NotNumbers => new("not-numbers", $"Rezultat ({behaviour.Hr}) nisu brojevi.", $"The result ({behaviour.En}) isn't numbers."),
            FindingKind.Nothing => new("nothing-returned", $"Nema rezultata ({behaviour.Hr}).", $"There is no result ({behaviour.En})."),
            FindingKind.ArgumentChanged => new("argument-changed", $"{call} mijenja polje koje je dobila.", $"{call} changes the array that it was given."),
            FindingKind.ParametersChanged => new("parameters-changed",
                $"{finding.Expectation.Examined.Name()} mijenja parametre sloja, ili ono što je zapamtio.", $"{finding.Expectation.Examined.Name()} changes the layer's parameters, or what it keeps."),
            FindingKind.WrongNumbers => new("wrong-values", $"Rezultat ({behaviour.Hr}) nije točan.", $"The result ({behaviour.En}) is wrong."),
            FindingKind.Garbled => new("garbled-output", "Izlaz programa ne može se pročitati.", "The program's output can't be read."),
            _ => Of(ending),
        };
    }

    /// <summary>The exception as evidence.</summary>
    public static JsonObject Json(Raised error)
    {
        var json = new JsonObject { ["type"] = error.Type, ["text"] = error.Text };
        if (error.Line is { } line) json["line"] = line;
        return json;
    }

    private static LocalizedText Said(string hr, string en, Raised error)
    {
        var text = Place().Replace(error.Text, "").TrimEnd('.');
        var said = text.Length == 0 ? error.Type : $"{error.Type}: {text}";
        var line = error.Line?.ToString(CultureInfo.InvariantCulture);
        return new(
            $"{hr}: {said}{(line is null ? "" : $" (redak {line})")}.",
            $"{en}: {said}{(line is null ? "" : $" (line {line})")}.");
    }

    /// <summary>The file and line that Python's syntax errors end with; the line is told in the reader's language.</summary>
    [GeneratedRegex(@" \([\w.<>]+, line \d+\)$")]
    private static partial Regex Place();

    private static bool NeedsTorch(Raised error) => error.NeedsTorch || TensorMethod().IsMatch(error.Text);

    [GeneratedRegex("""
        ^No module named 'torch|unexpected keyword argument '(keep)?dim'|'numpy\.(ndarray|float64)' object has no attribute '(t|mm|mv|bmm|matmul|addmm|unsqueeze|permute|detach|clone|numel|numpy|requires_grad_?|grad|backward|mT|expand|float|double|cpu|cuda|to|type_as|new_zeros)'
        """)]
    private static partial Regex TensorMethod();
}
