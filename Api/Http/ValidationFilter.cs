using FluentValidation;
using GradingService.Domain;

namespace GradingService.Api.Http;

/// <summary>A request that was bound from a body by us.</summary>
internal interface IBoundRequest
{
    /// <summary>What the body holds that it may not.</summary>
    Faults Faults { get; }
}

/// <summary>Refuses a <typeparamref name="T"/> that was bound with faults, or doesn't satisfy its rules, before the handler runs.</summary>
internal sealed class ValidationFilter<T>(IValidator<T> rules) : IEndpointFilter
    where T : class, IBoundRequest
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.Arguments.OfType<T>().Single();
        request.Faults.AddFrom(rules, request);
        return request.Faults.IsEmpty ? next(context) : throw new ProblemException(ProblemType.Unreadable, faults: request.Faults);
    }
}

/// <summary>Rules whose messages come in both languages.</summary>
internal static class Rules
{
    /// <summary>Says what to write instead, where a rule isn't met.</summary>
    public static IRuleBuilderOptions<T, TProperty> Because<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, string hr, string en) =>
        rule.WithMessage(en).WithState(_ => new LocalizedText(hr, en));

    /// <summary>Adds what a request's rules find, each fault under its pointer.</summary>
    public static void AddFrom<T>(this Faults faults, IValidator<T> rules, T request)
    {
        foreach (var failure in rules.Validate(request).Errors)
            faults.Add(
                failure.PropertyName.StartsWith('/') || failure.PropertyName.Length == 0 ? failure.PropertyName : "/" + Camel(failure.PropertyName),
                failure.CustomState as LocalizedText ?? new(failure.ErrorMessage, failure.ErrorMessage));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
