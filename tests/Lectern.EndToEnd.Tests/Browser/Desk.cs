using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Browser;

/// <summary>One browser profile with its page, and what went wrong on it.</summary>
public sealed class Desk : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    internal Desk(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        context.Page += (_, opened) => Watch(opened);
        Watch(page);
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Script errors and violations of the content security policy.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The frame that shows Lectern.</summary>
    public async Task<IFrame> LecternFrameAsync(Uri tool, string path)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (Page.Frames.FirstOrDefault(frame => Uri.TryCreate(frame.Url, UriKind.Absolute, out var url) && url.Authority == tool.Authority && url.AbsolutePath.StartsWith(path, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            await Page.WaitForTimeoutAsync(100);
        }

        throw new TimeoutException($"No frame shows {tool}{path}; there are {string.Join(", ", Page.Frames.Select(frame => frame.Url.Split('#')[0]))}.");
    }

    /// <summary>What axe finds (WCAG 2.0 to 2.2, A and AA, and best practice) in all of the page's frames.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        return [.. result.Violations.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Select(node => node.Target))}")];
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => _faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _faults.Add(message.Text);
            }
        };
    }
}
