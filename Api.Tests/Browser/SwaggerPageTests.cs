using GradingService.Domain.Exams;
using GradingService.Tests.Domain.Families;
using GradingService.Tests.Http.Hosting;
using Microsoft.Playwright;

namespace GradingService.Tests.Browser;

/// <summary>Swagger UI as a student uses it, in Debian's Chromium.</summary>
public sealed class SwaggerPageTests : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly Workspace _workspace = new Workspace().With("dubucezi-2023", BuiltInExam.Text);
    private GradingHost _host = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new GradingHost(_workspace, families: FamilyCatalog.BuiltIn());
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _host.DisposeAsync();
        _workspace.Dispose();
    }

    [Fact]
    public async Task A_student_authorizes_picks_an_example_executes_and_sees_the_marks()
    {
        var page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 1600 } });
        await page.GotoAsync(new Uri(_host.Client.BaseAddress!, "/swagger").ToString());

        await page.Locator("button.authorize").First.ClickAsync();
        await page.Locator(".auth-container input").FillAsync("demo-student");
        await page.Locator(".auth-btn-wrapper button.authorize").ClickAsync();
        await page.Locator(".auth-btn-wrapper .btn-done").ClickAsync();

        var operation = page.Locator(".opblock-post", new() { HasText = "/questions/4/submissions" });
        await operation.Locator(".opblock-summary-control").First.ClickAsync();
        await operation.Locator("text=Signals are embedded").First.WaitForAsync();
        var examples = operation.Locator(".examples-select-element");
        var names = await examples.Locator("option").EvaluateAllAsync<string[]>("options => options.map(option => option.value)");
        Assert.Contains("followThrough", names);
        await examples.SelectOptionAsync("followThrough");
        await operation.Locator("button.execute").ClickAsync();

        var status = operation.Locator(".live-responses-table tr.response .response-col_status").First;
        await status.WaitForAsync();
        await page.Locator(".live-responses-table .highlight-code").First.WaitForAsync();
        await operation.ScreenshotAsync(new() { Path = Screenshot("swagger-submission.png") });
        await page.EvaluateAsync("window.scrollTo(0, 0)");
        await page.ScreenshotAsync(new() { Path = Screenshot("swagger-page.png") });
        Assert.StartsWith("201", await status.InnerTextAsync(), StringComparison.Ordinal);

        var id = (await _host.Get("/api/v1/exams/dubucezi-2023/submissions")).Json["items"]!.AsArray().Single()!["id"]!.GetValue<string>();
        var shown = await operation.Locator(".live-responses-table .highlight-code").First.InnerTextAsync();
        Assert.Contains(id, shown, StringComparison.Ordinal);
        Assert.Contains("followThrough", shown, StringComparison.Ordinal);
        Assert.Contains("\"studentId\": \"0036500001\"", shown, StringComparison.Ordinal);
    }

    /// <summary>Where a person can look at what the test saw.</summary>
    private static string Screenshot(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(BuiltInExam.Root, "artifacts", "screenshots"));
        return Path.Combine(folder.FullName, name);
    }
}
