using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Browser;

/// <summary>The network as one page has it.</summary>
internal sealed class Line(ICDPSession session)
{
    public static async Task<Line> OfAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    /// <summary>Sends at most so many bytes a second.</summary>
    public Task SlowDownAsync(int bytesPerSecond) => SetAsync(bytesPerSecond);

    public Task FreeAsync() => SetAsync(-1);

    private async Task SetAsync(int up) => await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
    {
        ["offline"] = false,
        ["latency"] = 0,
        ["downloadThroughput"] = -1,
        ["uploadThroughput"] = up,
    });
}
