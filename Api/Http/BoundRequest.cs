using FluentValidation;
using GradingService.Api.OpenApi;
using GradingService.Domain;

namespace GradingService.Api.Http;

/// <summary>A request that was bound from a body by us.</summary>
internal interface IBoundRequest
{
    /// <summary>What the body holds that it may not.</summary>
    Faults Faults { get; }
}

/// <summary>Checks what was bound, before the handler runs.</summary>
internal static class BoundRequest
{
    /// <summary>The request, where its route takes any or it was bound without faults and satisfies its rules.</summary>
    /// <exception cref="ProblemException">It doesn't.</exception>
    public static T Checked<T>(this T request, HttpContext context)
        where T : class, IBoundRequest
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TakesBody>() is not { IsChecked: true }) return request;
        request.Faults.AddFrom(context.RequestServices.GetRequiredService<IValidator<T>>(), request);
        return request.Faults.IsEmpty ? request : throw new ProblemException(ProblemType.Unreadable, faults: request.Faults);
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
