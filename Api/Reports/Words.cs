using System.Text;
using GradingService.Domain;
using GradingService.Domain.Marking;

namespace GradingService.Api.Reports;

/// <summary>What a report says in words of its own.</summary>
internal static class Words
{
    public static readonly LocalizedText Report = new("Izvještaj o predaji", "Report on a submission");
    public static readonly LocalizedText Question = new("Pitanje", "Question");
    public static readonly LocalizedText Student = new("Student", "Student");
    public static readonly LocalizedText Attempt = new("Pokušaj", "Attempt");
    public static readonly LocalizedText Submitted = new("Predano", "Submitted");
    public static readonly LocalizedText Of = new("od", "of");
    public static readonly LocalizedText OfPoints = new("bodova", "points");
    public static readonly LocalizedText Part = new("Dio", "Part");
    public static readonly LocalizedText Item = new("Stavka", "Item");
    public static readonly LocalizedText Answer = new("Odgovor", "Answer");
    public static readonly LocalizedText Mark = new("Ocjena", "Mark");
    public static readonly LocalizedText Figures = new("Slike", "Figures");
    public static readonly LocalizedText AsSent = new("poslano:", "as sent:");
    public static readonly LocalizedText Wrong = new("netočno", "wrong");
    public static readonly LocalizedText Note = new("Napomena:", "Note:");
    public static readonly LocalizedText Submission = new("Predaja", "Submission");
    public static readonly LocalizedText ExamVersion = new("inačica ispita", "exam version");

    public static readonly LocalizedText Received = new(
        "Predaja je zaprimljena i spremljena. Ispit zasad ne prikazuje bodove; ispod je ono što je poslano.",
        "The submission was received and stored. The exam doesn't show points now; below is what was sent.");

    public static readonly LocalizedText Pending = new(
        "Dio odgovora još čeka ocjenu. Njegovi bodovi nisu u zbroju i dodat će se kad ocjena stigne; ništa ne treba ponovno slati.",
        "Part of the answers still waits for its mark. Its points aren't in the sum and will be added when the mark arrives; nothing needs to be sent again.");

    public static readonly LocalizedText WaitsForMark = new("Odgovor je spremljen i čeka ocjenu.", "The answer is stored and waits for its mark.");

    public static readonly LocalizedText Follows = new(
        "Točno izračunato iz ranijeg odgovora, pa vrijedi i ovdje.", "Computed correctly from the earlier answer, so it counts.");

    public static readonly LocalizedText FailingCall = new("Poziv koji ne prolazi:", "The call that fails:");

    public static readonly LocalizedText NotAnswered = new("nije odgovoreno", "not answered");

    public static readonly LocalizedText OlderQuestion = new(
        "Inačica ispita po kojoj je predaja ocijenjena više se ne može učitati: nazivi stavki i slike nedostaju, a ocjene su one koje su tada dane.",
        "The version of the exam that marked this submission can't be loaded any more: labels and figures are missing, and the marks are those given then.");

    public static LocalizedText Verdict(Verdict verdict) => verdict switch
    {
        Domain.Marking.Verdict.Correct => new("točno", "correct"),
        Domain.Marking.Verdict.FollowThrough => new("slijedi", "follows"),
        Domain.Marking.Verdict.Partial => new("djelomično", "partly right"),
        Domain.Marking.Verdict.Incorrect => new("netočno", "incorrect"),
        Domain.Marking.Verdict.Unanswered => new("nije odgovoreno", "not answered"),
        Domain.Marking.Verdict.Unreadable => new("nečitljivo", "unreadable"),
        _ => new("čeka ocjenu", "waiting"),
    };

    /// <summary>A sign beside a verdict's colour, for those who don't see it.</summary>
    public static string Sign(Verdict verdict) => verdict switch
    {
        Domain.Marking.Verdict.Correct => "✓",
        Domain.Marking.Verdict.FollowThrough => "✓",
        Domain.Marking.Verdict.Partial => "◐",
        Domain.Marking.Verdict.Incorrect => "✗",
        Domain.Marking.Verdict.Unreadable => "?",
        Domain.Marking.Verdict.Pending => "…",
        _ => "–",
    };

    public static LocalizedText Boolean(bool value) => value ? new("da", "yes") : new("ne", "no");

    /// <summary>The name of a particular of evidence or of a design; a name that isn't known is taken apart into words.</summary>
    public static LocalizedText Named(string name) => Names.TryGetValue(name, out var known) ? known : InWords(name);

    /// <summary>The name of an answer's field: as it is in the form, but for plain words.</summary>
    public static LocalizedText Field(string name) => name switch { "in" => new("ulaz", "in"), "out" => new("izlaz", "out"), _ => new(name, name) };

    private static LocalizedText InWords(string name)
    {
        var words = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && words.Length > 0 && char.IsAsciiLetterLower(words[^1])) words.Append(' ').Append(char.ToLowerInvariant(c));
            else words.Append(c is '-' or '_' ? ' ' : c);
        }
        return new(words.ToString(), words.ToString());
    }

    private static readonly Dictionary<string, LocalizedText> Names = new()
    {
        ["inputSize"] = new("ulazna slika", "input image"),
        ["otherInputSize"] = new("druga ulazna slika", "another input image"),
        ["minimalInputSize"] = new("najmanja ulazna slika", "smallest input image"),
        ["output"] = new("izlaz", "output"),
        ["otherOutput"] = new("njezin izlaz", "its output"),
        ["layer"] = new("sloj", "layer"),
        ["layerInput"] = new("ulaz u sloj", "input of the layer"),
        ["reason"] = new("zašto", "why"),
        ["sizesTried"] = new("isprobano veličina", "sizes tried"),
        ["parameters"] = new("broj parametara", "parameters"),
        ["certificate"] = new("dokaz", "proof"),
        ["status"] = new("ishod", "outcome"),
        ["checkedLength"] = new("provjereno do duljine", "checked up to length"),
        ["length"] = new("duljina niza", "length of the sequence"),
        ["counterexample"] = new("protuprimjer", "counterexample"),
        ["counterexampleRuns"] = new("protuprimjer", "counterexample"),
        ["isShortest"] = new("kraćeg nema", "there is no shorter one"),
        ["modelSays"] = new("model kaže", "the model says"),
        ["right"] = new("točno je", "right is"),
        ["tieWithinRounding"] = new("izjednačeno unutar zaokruživanja", "tie within rounding"),
        ["allowedDistance"] = new("dopušteno odstupanje", "allowed distance"),
        ["allowedVariation"] = new("dopušteno odstupanje", "allowed variation"),
        ["distance"] = new("odstupanje", "distance"),
        ["balance"] = new("uvjet", "condition"),
        ["pullOfTheLoss"] = new("H(w* − w)", "H(w* − w)"),
        ["closed"] = new("zatvorena", "closed"),
        ["degrees"] = new("obuhvaća", "goes round"),
        ["centre"] = new("središte", "centre"),
        ["radius"] = new("polumjer", "radius"),
        ["hiddenSize"] = new("veličina stanja", "state size"),
        ["activation"] = new("aktivacija", "activation"),
        ["threshold"] = new("prag", "threshold"),
        ["strict"] = new("strogo iznad praga", "strictly above"),
        ["bitOrder"] = new("poredak bitova", "bit order"),
        ["negativeSlope"] = new("nagib za negativne", "negative slope"),
        ["stepAtZero"] = new("vrijednost u nuli", "value at zero"),
        ["h0Trainable"] = new("h0 se uči", "h0 is trained"),
        ["expected"] = new("očekivano", "expected"),
        ["got"] = new("dobiveno", "got"),
        ["error"] = new("greška", "error"),
        ["type"] = new("vrsta", "type"),
        ["text"] = new("poruka", "message"),
        ["line"] = new("redak", "line"),
        ["shape"] = new("oblik", "shape"),
    };
}
