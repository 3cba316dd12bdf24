using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Browser;

/// <summary>Debian's Chromium without its windows, blocking third-party cookies as the one with windows does.</summary>
public sealed class LecternBrowser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium-headless-shell";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",

                // Frames of another site stay in the page's process. When several of them change process at once, Playwright
                // loses some: Chromium shows the player, Playwright the page before it. Cookies, storage and origins are as strict as ever.
                "--disable-site-isolation-trials",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? default);
        _playwright?.Dispose();
    }

    /// <summary>A fresh person at a fresh computer. Every fault the page reports is collected.</summary>
    public async Task<Desk> SitDownAsync(int width = 1100, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, $"There is no browser at {Chromium}.");
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await BlockForeignCookiesAsync(page);
        return new Desk(context, page);
    }

    /// <summary>As the whole Chromium does by itself; its headless shell has no settings and wants to be told.</summary>
    private static async Task BlockForeignCookiesAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCookieControls", new()
        {
            ["enableThirdPartyCookieRestriction"] = true,
            ["disableThirdPartyCookieMetadata"] = true,
            ["disableThirdPartyCookieHeuristics"] = true,
        });
    }
}
