using System.Text.RegularExpressions;

namespace GradingService.Api.Submissions;

/// <summary>How students are told apart: 1 to 64 of the characters that need no escaping anywhere.</summary>
public static partial class StudentId
{
    public const string Pattern = "^[A-Za-z0-9._@-]{1,64}$";

    public static bool IsValid(string id) => Valid().IsMatch(id);

    // \z where the contract writes $: in .NET, $ would let a line feed through.
    [GeneratedRegex(@"^[A-Za-z0-9._@-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
