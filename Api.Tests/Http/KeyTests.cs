using GradingService.Infrastructure.Persistence;
using GradingService.Tests.Http.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GradingService.Tests.Http;

public sealed class KeyTests : IDisposable
{
    private readonly GradingHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_made_key_works_until_it_is_revoked()
    {
        var made = await Make("""{"role":"student","label":"Ana's","studentId":"ana"}""");
        Assert.Equal(201, made.Status);
        var secret = (string)made.Json["secret"]!;
        Assert.Equal("ana", (string)(await _host.Submit(GradingHost.Body(student: null), secret)).Json["studentId"]!);
        Assert.Equal("other-student", (await _host.Submit(GradingHost.Body(), secret)).Problem);
        var path = $"/api/v1/keys/{made.Json["id"]}";
        Assert.Equal(204, (await _host.Send(HttpMethod.Delete, path, "demo-admin", (HttpContent?)null)).Status);
        Assert.Equal("unauthorized", (await _host.Get("/api/v1/exams", secret)).Problem);
        Assert.Equal("not-found", (await _host.Send(HttpMethod.Delete, path, "demo-admin", (HttpContent?)null)).Problem);
    }

    [Fact]
    public async Task A_secret_is_shown_once()
    {
        var secret = (string)(await Make("""{"role":"portal","label":"Portal"}""")).Json["secret"]!;
        var list = await _host.Get("/api/v1/keys", "demo-admin");
        Assert.DoesNotContain(secret, list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ecret", list.Text, StringComparison.Ordinal);
        Assert.Equal(("portal", "Portal"), ((string)list.Json[0]!["role"]!, (string)list.Json[0]!["label"]!));
    }

    [Theory]
    [InlineData("""{"label":"x"}""", "/role"), InlineData("""{"role":"king","label":"x"}""", "/role"), InlineData("""{"role":2,"label":"x"}""", "/role")]
    [InlineData("""{"role":"admin"}""", "/label"), InlineData("""{"role":"admin","label":" "}""", "/label")]
    [InlineData("""{"role":"student","label":"x"}""", "/studentId"), InlineData("""{"role":"student","label":"x","studentId":"a b"}""", "/studentId")]
    [InlineData("""{"role":"portal","label":"x","studentId":"a"}""", "/studentId"), InlineData("""{"role":"portal","label":"x","secret":"mine"}""", "/secret")]
    [InlineData("[]", "")]
    public async Task A_faulty_request_makes_no_key(string body, string pointer)
    {
        var reply = await Make(body);
        Assert.Equal((422, "unreadable"), (reply.Status, reply.Problem));
        Assert.Contains(pointer, reply.Pointers);
        Assert.Empty((await _host.Get("/api/v1/keys", "demo-admin")).Json.AsArray());
    }

    [Fact]
    public async Task There_are_no_demo_keys_outside_development()
    {
        using var host = new GradingHost(environment: "Production");
        foreach (var key in new[] { "demo-student", "demo-student-2", "demo-portal", "demo-instructor", "demo-admin" })
            Assert.Equal("unauthorized", (await host.Get("/api/v1/exams", key)).Problem);
    }

    [Fact]
    public async Task The_last_admins_key_stays()
    {
        using var host = new GradingHost(environment: "Production");
        var keys = host.Services.GetRequiredService<KeyStore>();
        var (first, secret) = await keys.Create("first", Role.Admin, null, TestContext.Current.CancellationToken);
        await keys.Create("portal", Role.Portal, null, TestContext.Current.CancellationToken);
        var refused = await Revoke(first.Id, secret);
        Assert.Equal((409, "last-admin-key"), (refused.Status, refused.Problem));

        var made = await host.Send(HttpMethod.Post, "/api/v1/keys", secret, """{"role":"admin","label":"second"}""");
        Assert.Equal(204, (await Revoke(first.Id, secret)).Status);
        var (second, another) = ((Guid)made.Json["id"]!, (string)made.Json["secret"]!);
        Assert.Equal(404, (await Revoke(first.Id, another)).Status);
        Assert.Equal("last-admin-key", (await Revoke(second, another)).Problem);
        Assert.Equal(200, (await host.Get("/api/v1/keys", another)).Status);

        Task<Reply> Revoke(Guid id, string key) => host.Send(HttpMethod.Delete, $"/api/v1/keys/{id}", key, (HttpContent?)null);
    }

    private Task<Reply> Make(string body) => _host.Send(HttpMethod.Post, "/api/v1/keys", "demo-admin", body);
}
