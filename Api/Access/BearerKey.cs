using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Encodings.Web;
using GradingService.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GradingService.Api.Access;

/// <summary>Recognises the key in <c>Authorization: Bearer …</c> (RFC 6750).</summary>
/// <remarks>Made for every request, and its base would make a logger each time, to say what the request's own line says.</remarks>
internal sealed class BearerKey(
    IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, KeyStore keys, DemoKeys demoKeys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    public new const string Scheme = "Bearer";

    // As long as a key is remembered, so is its user.
    private static readonly ConditionalWeakTable<ApiKey, ClaimsPrincipal> Users = [];

    /// <summary>Without <c>AddAuthentication</c>, which would bring data protection and its key files for cookies that nobody sends.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddAuthenticationCore(options => options.DefaultScheme = Scheme);
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, BearerKey>(Scheme, null);
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var secret = header[(Scheme.Length + 1)..].Trim();
        var key = demoKeys.Find(secret) ?? await keys.FindBySecret(secret, Context.RequestAborted);
        if (key is null) return AuthenticateResult.Fail("unknown key");
        return AuthenticateResult.Success(new AuthenticationTicket(Users.GetValue(key, UserOf), Scheme));
    }

    private static ClaimsPrincipal UserOf(ApiKey key) => new(new KeyIdentity(new Caller(key.Id, key.Role, key.StudentId)));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var given = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = given ? "Bearer realm=\"grading\", error=\"invalid_token\"" : "Bearer realm=\"grading\"";
    }
}
