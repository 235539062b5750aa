using FluentValidation;
using GradingService.Domain;

namespace GradingService.Api.Http;

/// <summary>Checks the argument that is a <typeparamref name="T"/> by its rules before the handler runs.</summary>
internal sealed class ValidationFilter<T>(IValidator<T> rules) : IEndpointFilter
    where T : class
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var faults = new Faults();
        foreach (var request in context.Arguments.OfType<T>()) faults.AddFrom(rules, request);
        return faults.IsEmpty ? next(context) : throw new ProblemException(ProblemType.Unreadable, faults: faults);
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
