using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using GradingService.Domain.Answers;

namespace GradingService.Domain.Marking;

/// <summary>Things that a JSON property may name, in the order in which a form asks for them.</summary>
internal sealed class Named<T>(IReadOnlyList<T> things, Func<T, string> name)
    where T : class
{
    private readonly string[] _names = [.. things.Select(name)];
    private readonly byte[][] _utf8 = [.. things.Select(thing => Encoding.UTF8.GetBytes(name(thing)))];

    public IReadOnlyList<string> Names => _names;

    /// <summary>What a property names; null where there is no such thing.</summary>
    /// <param name="next">Where to look first, as properties mostly come in order; moved past what was found.</param>
    public T? Find(JsonProperty property, ref int next)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        // A name without a backslash is written as it is.
        if (raw.Contains((byte)'\\')) return Array.IndexOf(_names, WellFormed.Name(property)) is >= 0 and var found ? things[found] : null;
        for (var tried = 0; tried < _utf8.Length; tried++)
        {
            if (next >= _utf8.Length) next = 0;
            var place = next++;
            if (raw.SequenceEqual(_utf8[place])) return things[place];
        }
        return null;
    }
}
