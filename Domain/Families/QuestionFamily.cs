using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using GradingService.Domain.Figures;
using GradingService.Domain.Marking;

namespace GradingService.Domain.Families;

/// <summary>A kind of question: turns the parameters in an exam file into a prompt and a mark scheme.</summary>
public interface IQuestionFamily
{
    /// <summary>The name exam files use: <c>contrastiveEmbedding</c>.</summary>
    string Name { get; }

    /// <summary>The record that the parameters are read into.</summary>
    Type Parameters { get; }

    /// <summary>Writes the question that the parameters describe.</summary>
    /// <exception cref="ParametersException">A parameter is missing, unknown or out of bounds.</exception>
    QuestionContent Write(JsonElement parameters);
}

/// <summary>A family whose parameters are a <typeparamref name="TParameters"/>.</summary>
/// <param name="rules">What parameters must satisfy; they also bound what a question may cost to solve.</param>
public abstract class QuestionFamily<TParameters>(string name, IValidator<TParameters> rules) : IQuestionFamily
    where TParameters : class
{
    public string Name => name;
    public Type Parameters => typeof(TParameters);

    public QuestionContent Write(JsonElement parameters)
    {
        var read = ParametersJson.Read<TParameters>(parameters);
        var faults = rules.Validate(read);
        if (!faults.IsValid) throw new ParametersException(ParametersJson.Pointer(faults.Errors[0].PropertyName), faults.Errors[0].ErrorMessage);
        return Write(read);
    }

    /// <summary>Writes the question of parameters that satisfy the rules.</summary>
    public abstract QuestionContent Write(TParameters parameters);
}

/// <summary>What a family writes for one set of parameters.</summary>
/// <param name="Prompt">The task, in Markdown.</param>
/// <param name="Data">The question's data, for a portal to show.</param>
/// <param name="Scheme">The mark scheme, before points are shared out.</param>
public sealed record QuestionContent(LocalizedText Prompt, JsonObject Data, MarkSchemeBuilder Scheme)
{
    /// <summary>The question's pictures; null where there are none.</summary>
    public IQuestionFigures? Figures { get; init; }
}

/// <summary>Parameters that no question can be made from.</summary>
/// <param name="pointer">A JSON pointer relative to the parameters.</param>
public sealed class ParametersException(string pointer, string reason) : Exception(reason)
{
    /// <summary>A JSON pointer relative to the parameters.</summary>
    public string Pointer { get; } = pointer;
}
