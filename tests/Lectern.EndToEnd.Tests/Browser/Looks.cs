using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Browser;

/// <summary>Looks at a page on a desk and on a phone, light and dark, and at every width a frame may have.</summary>
internal static class Looks
{
    private static readonly (string Name, int Width, int Height)[] Screens = [("wide", 1100, 800), ("phone", 390, 844)];
    private static readonly int[] Widths = [320, 550, 768, 900, 1200];

    /// <summary>Leaves a picture of each look in artifacts/screenshots and gives all faults found.</summary>
    public static async Task<IReadOnlyList<string>> ExamineAsync(this Desk desk, string state)
    {
        var faults = new List<string>();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await desk.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var (name, width, height) in Screens)
            {
                var look = $"{state}-{name}-{scheme}".ToLowerInvariant();
                await SettleAsync(desk.Page, width, height);
                await desk.Page.ScreenshotAsync(new() { Path = PathOf(look) });
                // A phone has no colours of its own.
                if ((name, scheme) != ("phone", ColorScheme.Dark))
                {
                    faults.AddRange((await desk.AxeAsync(onlyColours: scheme == ColorScheme.Dark)).Select(fault => $"{look}: {fault}"));
                }
            }
        }

        foreach (var width in Widths)
        {
            await SettleAsync(desk.Page, width, 800);
            faults.AddRange((await WiderAsync(desk.Page)).Select(element => $"{state} scrolls sideways at {width}: {element}"));
        }

        return [.. faults, .. desk.Faults];
    }

    // artifacts/bin/{project}/{configuration} is where we run.
    public static string PathOf(string look) => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "screenshots", look + ".png"));

    private static async Task SettleAsync(IPage page, int width, int height)
    {
        await page.SetViewportSizeAsync(width, height);
        await page.EvaluateAsync("async () => { await document.fonts.ready; for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame); }");
    }

    private static Task<string[]> WiderAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
          .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 3)
          .map(element => `${element.localName}.${element.className}`)
        """);
}
