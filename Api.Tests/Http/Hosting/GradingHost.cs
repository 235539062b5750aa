using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GradingService.Domain.Exams;
using GradingService.Domain.Marking;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace GradingService.Tests.Http.Hosting;

/// <summary>The service as it runs: a real server on a free port, over a real database file.</summary>
internal sealed class GradingHost : WebApplicationFactory<Program>
{
    private readonly Workspace _workspace;
    private readonly bool _ownsWorkspace;
    private readonly FamilyCatalog _families;
    private readonly string _environment;
    private readonly Action<IServiceCollection> _services;

    public GradingHost(
        Workspace? workspace = null,
        string policy = "{}",
        Judge<string>? judge = null,
        FamilyCatalog? families = null,
        string environment = "Development",
        Action<IServiceCollection>? services = null)
    {
        _services = services ?? (_ => { });
        _ownsWorkspace = workspace is null;
        _workspace = workspace ?? new Workspace().WithTiny(policy);
        _families = families ?? new FamilyCatalog([new SumFamily(judge)]);
        _environment = environment;
        UseKestrel(0);
        StartServer();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public MovableClock Clock { get; } = new();

    /// <summary>A client without a key.</summary>
    public HttpClient Client { get; }

    public CapturedLog Log { get; } = new();

    public const string Tiny = "/api/v1/exams/tiny/questions/1";

    /// <summary>Full marks but for the essay, which is left blank.</summary>
    public const string RightAnswers = """{"a":{"sum":8,"twice":16,"pair":[3,5]},"b":{"sign":"plus","halves":{"first":1.5,"second":2.5}}}""";

    public static string Body(string answers = RightAnswers, string? student = "0036500001", string? name = null)
    {
        var body = new JsonObject { ["answers"] = JsonNode.Parse(answers) };
        if (student is not null) body["studentId"] = student;
        if (name is not null) body["studentName"] = name;
        return body.ToJsonString();
    }

    public Task<Reply> Get(string path, string? key = "demo-portal") => Send(HttpMethod.Get, path, key);

    /// <summary>Gets a page or a picture, with a header besides the key.</summary>
    public async Task<Reply> Get(string path, string key, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.Of(response);
    }

    public Task<Reply> Submit(string body, string key = "demo-portal", string query = "", string? idempotencyKey = null) =>
        Send(HttpMethod.Post, $"{Tiny}/submissions{query}", key, body, idempotencyKey);

    public Task<Reply> Send(HttpMethod method, string path, string? key, string? body = null, string? idempotencyKey = null) =>
        Send(method, path, key, body is null ? null : Json(Encoding.UTF8.GetBytes(body)), idempotencyKey);

    public async Task<Reply> Send(HttpMethod method, string path, string? key, HttpContent? content, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.Of(response);
    }

    public static ByteArrayContent Json(byte[] utf8, string mediaType = "application/json")
    {
        var content = new ByteArrayContent(utf8);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }

    /// <summary>A submission once it is graded.</summary>
    public async Task<Reply> Settled(string location)
    {
        for (var i = 0; i < 600; i++)
        {
            var reply = await Get(location);
            if ((string)reply.Json["status"]! == "graded") return reply;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("It stayed pending.");
    }

    /// <summary>How many submissions are stored.</summary>
    public async Task<int> Stored() => (await Get("/api/v1/exams/tiny/submissions?limit=500")).Json["items"]!.AsArray().Count;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("Exams:Folder", _workspace.Exams);
        builder.UseSetting("ConnectionStrings:Grading", _workspace.ConnectionString);
        builder.UseSetting("CodeExecution:Enabled", "false");
        // Measurements are one process's: a listener would hear those of every host in it.
        builder.UseSetting("Metrics:Enabled", "false");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(_families);
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<ILogEventSink>(Log);
            _services(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        Client.Dispose();
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (disposing && _ownsWorkspace) _workspace.Dispose();
    }
}
