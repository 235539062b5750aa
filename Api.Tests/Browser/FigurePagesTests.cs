using GradingService.Tests.Domain.Families;
using GradingService.Tests.Domain.Figures;
using Microsoft.Playwright;

namespace GradingService.Tests.Browser;

/// <summary>Every figure in Debian's Chromium, in both languages: no text lies over another, and nothing outside the picture.</summary>
public sealed class FigurePagesTests : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
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
    }

    [Fact]
    public async Task No_text_lies_over_another_and_nothing_outside_the_picture()
    {
        var page = await _browser.NewPageAsync();
        var faults = new List<string>();
        foreach (var (name, figure) in FigureGallery.All)
            foreach (var (language, svg) in new[] { ("hr", figure.Svg.Hr), ("en", figure.Svg.En) })
            {
                await page.SetContentAsync($"<!doctype html><body style='margin:0'>{svg}</body>");
                faults.AddRange((await page.EvaluateAsync<string[]>(Faults)).Select(fault => $"{name}, {language}: {fault}"));
            }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(40)));
    }

    /// <summary>Texts whose boxes meet by more than a hair, and shapes beyond the edges.</summary>
    private const string Faults = """
        () => {
          const svg = document.querySelector('svg'), view = svg.viewBox.baseVal, found = [];
          const shapes = [...svg.querySelectorAll('text,rect,circle,line,path')].map(e => ({ e, box: e.getBBox() }));
          for (const { e, box } of shapes)
            if (box.x < -0.5 || box.y < -0.5 || box.x + box.width > view.width + 0.5 || box.y + box.height > view.height + 0.5)
              found.push(`${e.tagName} "${e.textContent}" lies outside: ${[box.x, box.y, box.x + box.width, box.y + box.height].map(Math.round)}`);
          const texts = shapes.filter(s => s.e.tagName === 'text');
          for (let i = 0; i < texts.length; i++)
            for (let j = 0; j < i; j++) {
              const a = texts[i].box, b = texts[j].box;
              const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x), h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
              if (w > 0.5 && h > 1.5) found.push(`"${texts[i].e.textContent}" over "${texts[j].e.textContent}"`);
            }
          return found;
        }
        """;

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_figures_follow_the_readers_colour_scheme(string scheme)
    {
        var page = await _browser.NewPageAsync(new() { ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light, ViewportSize = new() { Width = 1360, Height = 900 } });
        const int onOnePage = 6;
        var shown = FigureGallery.All.Where(drawn => drawn.Name.StartsWith(BuiltInExam.Exam.Id, StringComparison.Ordinal)).GroupBy(drawn => string.Concat(drawn.Name.Split(',', ':').Take(2)))
            .SelectMany(group => group.Chunk(onOnePage).Select((figures, i) => (Name: $"{group.Key}-{i + 1}", Figures: figures)));
        foreach (var group in shown)
        {
            var figures = group.Figures.Select((drawn, i) => $"<figure style='display:inline-block;margin:6px;vertical-align:top'>{(i % 2 == 0 ? drawn.Figure.Svg.Hr : drawn.Figure.Svg.En)}<figcaption style='font:11px monospace;max-width:640px'>{drawn.Name.Replace("<", "&lt;", StringComparison.Ordinal)}</figcaption></figure>");
            await page.SetContentAsync($"<!doctype html><body style='margin:0;background:{(scheme == "dark" ? "#000;color:#ccc" : "#fff")}'>{string.Concat(figures)}</body>");
            var paper = await page.Locator("svg rect").First.EvaluateAsync<string>("paper => getComputedStyle(paper).fill");
            Assert.Equal(scheme == "dark" ? "rgb(17, 21, 26)" : "rgb(255, 255, 255)", paper);
            var file = new string([.. group.Name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')]);
            await page.ScreenshotAsync(new() { Path = Screenshot($"figures-{file}-{scheme}.png"), FullPage = true });
        }
    }

    /// <summary>Where a person can look at what the test saw.</summary>
    private static string Screenshot(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(BuiltInExam.Root, "artifacts", "screenshots"));
        return Path.Combine(folder.FullName, name);
    }
}
