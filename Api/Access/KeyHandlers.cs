using GradingService.Api.Http;
using GradingService.Infrastructure.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GradingService.Api.Access;

/// <summary>Keys, for admins.</summary>
internal static class KeyHandlers
{
    /// <summary>Makes a key. Its secret is in this response and never shown again.</summary>
    public static async Task<Created<CreatedKey>> Create(KeyRequest request, KeyStore keys, CancellationToken cancellation)
    {
        var (key, secret) = await keys.Create(request.Label!, request.Role!.Value, request.StudentId, cancellation);
        return TypedResults.Created($"/api/v1/keys/{key.Id}", CreatedKey.Of(key, secret));
    }

    /// <summary>Lists all keys, revoked ones too, without their secrets.</summary>
    public static async Task<Ok<IReadOnlyList<KeySummary>>> List(KeyStore keys, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<KeySummary>>([.. (await keys.List(cancellation)).Select(KeySummary.Of)]);

    /// <summary>Revokes a key; it is refused from then on.</summary>
    /// <remarks>The last admin's key stays: without one nobody could make keys.</remarks>
    /// <param name="id">The key's id.</param>
    public static async Task<NoContent> Revoke(Guid id, KeyStore keys, DemoKeys demoKeys, CancellationToken cancellation) =>
        await keys.Revoke(id, keepsAdmin: !demoKeys.Allowed, cancellation) switch
        {
            Revocation.Revoked => TypedResults.NoContent(),
            Revocation.LastAdmin => throw new ProblemException(ProblemType.LastAdminKey),
            _ => throw new ProblemException(ProblemType.NotFound, new("Nema takvog valjanog ključa.", "There is no such valid key.")),
        };
}
