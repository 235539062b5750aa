using GradingService.Domain;

namespace GradingService.Api.Http;

/// <summary>Refuses a request, from wherever that is found out; <see cref="ProblemHandler"/> writes the response.</summary>
public sealed class ProblemException(ProblemType type, LocalizedText? detail = null, Faults? faults = null) : Exception(type.Name)
{
    public ProblemType Type { get; } = type;
    public LocalizedText? Detail { get; } = detail;
    public Faults? Faults { get; } = faults;
}
