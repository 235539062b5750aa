using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using GradingService.Api.Http;
using GradingService.Infrastructure.Persistence;

namespace GradingService.Api.Access;

/// <summary>A key to make.</summary>
/// <param name="Role">What it may do: <c>student</c>, <c>portal</c>, <c>instructor</c> or <c>admin</c>.</param>
/// <param name="Label">What to call it in the list; up to 200 characters.</param>
/// <param name="StudentId">The one student that a student's key speaks for; for every other role absent.</param>
public sealed record KeyRequest([property: Required] Role? Role, [property: Required] string? Label, string? StudentId = null) : IBoundRequest
{
    /// <summary>What the body holds that it may not.</summary>
    [JsonIgnore]
    internal Faults Faults { get; init; } = new();

    Faults IBoundRequest.Faults => Faults;

    public static async ValueTask<KeyRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var body = await JsonBody.Read(context);
        var fields = BodyFields.Of(body.Root, ["role", "label", "studentId"]);
        return new KeyRequest(fields.OneOf<Role>("role"), fields.Text("label"), fields.Text("studentId")) { Faults = fields.Faults }.Checked(context);
    }
}

/// <summary>A key without its secret.</summary>
/// <param name="Id">To revoke it by.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Label">What it was called when it was made.</param>
/// <param name="StudentId">The one student that a student's key speaks for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">When it was revoked; absent while it is valid.</param>
public sealed record KeySummary(Guid Id, Role Role, string Label, string? StudentId, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    public static KeySummary Of(ApiKey key) => new(key.Id, key.Role, key.Label, key.StudentId, key.CreatedAt, key.RevokedAt);
}

/// <summary>A key that was just made.</summary>
/// <param name="Id">To revoke it by.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Label">What to call it in the list.</param>
/// <param name="StudentId">The one student that a student's key speaks for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Secret">What to send in <c>Authorization: Bearer …</c>. It is shown this once and stored only as a hash.</param>
public sealed record CreatedKey(Guid Id, Role Role, string Label, string? StudentId, DateTimeOffset CreatedAt, string Secret)
{
    public static CreatedKey Of(ApiKey key, string secret) => new(key.Id, key.Role, key.Label, key.StudentId, key.CreatedAt, secret);
}
