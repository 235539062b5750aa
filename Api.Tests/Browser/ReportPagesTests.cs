using GradingService.Tests.Domain.Families;
using GradingService.Tests.Http.Hosting;
using Microsoft.Playwright;

namespace GradingService.Tests.Browser;

/// <summary>Reports as students and instructors see them, in Debian's Chromium.</summary>
public sealed class ReportPagesTests(ReportPagesTests.Shared shared) : IClassFixture<ReportPagesTests.Shared>
{
    private const string Chromium = "/usr/bin/chromium";

    public static TheoryData<string, string> Submissions() =>
        [.. from kind in new[] { "paper", "model", "mixed" } from question in new[] { "1", "2", "3", "4", "5" } select (kind, question)];

    [Theory]
    [MemberData(nameof(Submissions))]
    public async Task A_report_fits_screen_phone_and_paper_in_both_languages(string kind, string question)
    {
        var report = await shared.Service.Submit(question, BuiltInSubmissions.Answers(kind, question)) + "/report";
        await LookAt(report, $"{kind}-{question}", "hr", 1280, ColorScheme.Light);
        await LookAt(report, $"{kind}-{question}", "en", 1280, ColorScheme.Dark);
        await LookAt(report, $"{kind}-{question}", "en", 390, ColorScheme.Light);
        await LookAt(report, $"{kind}-{question}", "hr", 390, ColorScheme.Dark);
    }

    private async Task LookAt(string report, string name, string language, int width, ColorScheme scheme)
    {
        await using var context = await shared.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            Locale = language,
            ExtraHTTPHeaders = [KeyValuePair.Create("Authorization", "Bearer demo-student")],
        });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(shared.Service.Host.Client.BaseAddress!, report).ToString());
        await page.ScreenshotAsync(new() { Path = Screenshot($"report-{name}-{language}-{scheme}-{width}.png".ToLowerInvariant()), FullPage = true });
        if (width > 1000) await page.PdfAsync(new() { Path = Screenshot($"report-{name}-{language}.pdf"), PreferCSSPageSize = true });
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Empty(await page.EvaluateAsync<string[]>(Beyond));
        Assert.Empty(complaints);
    }

    /// <summary>What sticks out of the page to the right, unless it stands in a box that scrolls by itself.</summary>
    private const string Beyond = """
        () => {
          const scrolls = e => e && (getComputedStyle(e).overflowX === 'auto' || scrolls(e.parentElement));
          const width = document.documentElement.clientWidth;
          const beyond = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 0.5 && !scrolls(e));
          const found = beyond.map(e => `${e.tagName} ${e.textContent.slice(0, 40)}`);
          return document.documentElement.scrollWidth > width ? [...found, 'the page scrolls sideways'] : found;
        }
        """;

    /// <summary>Where a person can look at what the test saw.</summary>
    private static string Screenshot(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(BuiltInExam.Root, "artifacts", "screenshots"));
        return Path.Combine(folder.FullName, name);
    }

    public sealed class Shared : IAsyncLifetime
    {
        private IPlaywright _playwright = null!;

        internal BuiltInSubmissions Service { get; } = new();

        internal IBrowser Browser { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _playwright = await Playwright.CreateAsync();
            Browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }

        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            _playwright.Dispose();
            Service.Dispose();
        }
    }
}
