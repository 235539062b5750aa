using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GradingService.Domain.Answers;
using GradingService.Domain.Families;
using GradingService.Domain.Marking;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Exams;

/// <summary>Reads exam files, checks them whole, and derives every question's solution.</summary>
public sealed partial class ExamReader(FamilyCatalog catalog)
{
    private static readonly Rational MostPoints = 1_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>Makes what every reading needs, whichever exam it reads: the serializer's contracts and the families' rules. The first reading does it otherwise.</summary>
    public static void WarmUp()
    {
        ParametersJson.Options.MakeReadOnly(populateMissingResolver: true);
        ParametersJson.Options.GetTypeInfo(typeof(ExamDocument));
        foreach (var family in FamilyCatalog.BuiltIn().Families) ParametersJson.Options.GetTypeInfo(family.Parameters);
    }

    /// <summary>Reads an exam.</summary>
    /// <param name="id">The exam's id: the name of its file without the ending.</param>
    /// <param name="text">The file's JSON.</param>
    /// <exception cref="ExamFaultException">The file isn't a valid exam; says where and why.</exception>
    public Exam Read(string id, string text)
    {
        if (!Id().IsMatch(id)) throw new ExamFaultException("", $"the file's name '{id}' can't be an exam id: use lower-case letters, digits, '.', '_' and '-'");
        using var json = Parse(text);
        var document = Document(json.RootElement);
        CheckPolicy(document.Policy);
        if (document.Questions.Count == 0) throw new ExamFaultException("/questions", "an exam has at least one question");
        var content = JsonSerializer.Serialize(json.RootElement);
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        var questions = new List<Question>();
        foreach (var question in document.Questions)
        {
            var pointer = $"/questions/{questions.Count}";
            if (question is null) throw new ExamFaultException(pointer, "null is not allowed here");
            if (!Id().IsMatch(question.Id)) throw new ExamFaultException($"{pointer}/id", $"'{question.Id}' can't be a question id");
            if (questions.Exists(other => other.Id == question.Id)) throw new ExamFaultException($"{pointer}/id", $"there are two questions '{question.Id}'");
            questions.Add(Question(question, document.Policy, pointer));
        }
        return new Exam(id, version, content, document.Title, document.Policy, questions);
    }

    private static JsonDocument Parse(string text)
    {
        const string BrokenUnicode = "a name or a text holds half of a surrogate pair";
        try
        {
            var json = JsonDocument.Parse(text, Strict);
            return WellFormed.Is(json.RootElement) ? json : throw new ExamFaultException("", BrokenUnicode);
        }
        catch (InvalidOperationException)
        {
            // The parser's search for duplicates reads the names.
            throw new ExamFaultException("", BrokenUnicode);
        }
        catch (JsonException e)
        {
            throw new ExamFaultException("", $"not valid JSON: {e.Message}");
        }
    }

    private static ExamDocument Document(JsonElement root)
    {
        try
        {
            return ParametersJson.Read<ExamDocument>(root);
        }
        catch (ParametersException e)
        {
            throw new ExamFaultException(e.Pointer, e.Message);
        }
    }

    private Question Question(QuestionDocument document, ExamPolicy policy, string pointer)
    {
        if (document.Points > MostPoints) throw new ExamFaultException($"{pointer}/points", $"a question is worth at most {MostPoints}");
        if (document.Points <= Rational.Zero) throw new ExamFaultException($"{pointer}/points", "a question is worth more than nothing");
        if (catalog.Find(document.Family) is not { } family)
            throw new ExamFaultException($"{pointer}/family", $"there is no family '{document.Family}'; there are {string.Join(", ", catalog.Names)}");
        foreach (var (item, tolerance) in document.Tolerances ?? new Dictionary<string, Tolerance>())
            if (tolerance is not { Relative: >= 0 and < 1, Absolute: >= 0 })
                throw new ExamFaultException($"{pointer}/tolerances/{item}", "a tolerance isn't negative, and a relative one is less than 1");
        try
        {
            var content = family.Write(document.Parameters);
            var scheme = content.Scheme.Build(new MarkSchemeSettings(document.Points)
            {
                Parts = document.Parts ?? new Dictionary<string, PartSettings>(),
                Tolerances = document.Tolerances ?? new Dictionary<string, Tolerance>(),
                FollowThroughCredit = policy.FollowThroughCredit,
            });
            return new Question(document.Id, document.Title, document.Family, content.Prompt, content.Data, scheme) { Figures = content.Figures };
        }
        catch (ParametersException e)
        {
            throw new ExamFaultException($"{pointer}/parameters{e.Pointer}", e.Message);
        }
        catch (MarkSchemeException e)
        {
            throw new ExamFaultException(pointer + e.Pointer, e.Message);
        }
    }

    private static void CheckPolicy(ExamPolicy policy)
    {
        if (policy.Attempts < 1) throw new ExamFaultException("/policy/attempts", "at least one attempt, or null for no limit");
        if (policy.ClosesAt <= policy.OpensAt) throw new ExamFaultException("/policy/closesAt", "an exam closes after it opens");
        if (policy.Release == Release.AfterClose && policy.ClosesAt is null)
            throw new ExamFaultException("/policy/release", "marks released after closing need closesAt");
        if (policy.FollowThroughCredit < Rational.Zero || policy.FollowThroughCredit > Rational.One)
            throw new ExamFaultException("/policy/followThroughCredit", "a credit lies between 0 and 1");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}

/// <summary>A fault in an exam file.</summary>
/// <param name="pointer">A JSON pointer into the file.</param>
public sealed class ExamFaultException(string pointer, string reason) : Exception(reason)
{
    /// <summary>A JSON pointer into the file; empty for the whole of it.</summary>
    public string Pointer { get; } = pointer;
}
