using GradingService.Domain;

namespace GradingService.Api.Http;

/// <summary>What is wrong with a body: JSON pointers, each with its reasons, in the order they were found.</summary>
public sealed class Faults
{
    private readonly Dictionary<string, IReadOnlyList<LocalizedText>> _byPointer = [];

    public bool IsEmpty => _byPointer.Count == 0;
    public IReadOnlyDictionary<string, IReadOnlyList<LocalizedText>> ByPointer => _byPointer;

    public void Add(string pointer, LocalizedText reason) =>
        _byPointer[pointer] = _byPointer.TryGetValue(pointer, out var reasons) ? [.. reasons, reason] : [reason];
}
