using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Browser;

/// <summary>One browser profile with its page, and what went wrong on it.</summary>
public sealed class Desk : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults;

    internal Desk(IBrowserContext context, IPage page)
        : this(context, page, [])
    {
        context.Page += (_, opened) => Watch(opened);
        Watch(page);
    }

    private Desk(IBrowserContext context, IPage page, List<string> faults)
    {
        _context = context;
        _faults = faults;
        Page = page;
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Script errors, violations of the content security policy, and answers that say the server broke.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Another tab of the same browser profile.</summary>
    public async Task<Desk> NewTabAsync() => new(_context, await _context.NewPageAsync(), _faults);

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
    /// <param name="onlyColours">Leaves out what was found already, where nothing but the scheme has changed.</param>
    public async Task<IReadOnlyList<string>> AxeAsync(bool onlyColours = false)
    {
        var result = await Page.RunAxe(new AxeRunOptions
        {
            // For these two axe reads all styles, writing tags of its own for the player's parts, which the policy refuses. Nothing here plays or turns by itself.
            Rules = new() { ["no-autoplay-audio"] = new() { Enabled = false }, ["css-orientation-lock"] = new() { Enabled = false } },
            // Writing down what is right takes longer than finding what is wrong.
            ResultTypes = [ResultType.Violations],
            RunOnly = onlyColours
                ? new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] }
                : new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        return [.. result.Violations.SelectMany(violation => violation.Nodes, (violation, node) => $"{violation.Id}: {violation.Help} at {node.Target} {node.Html}")];
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => _faults.Add(error);
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500)
            {
                _faults.Add($"{answer.Status} {answer.Request.Method} {answer.Url}");
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _faults.Add($"{message.Text} ({message.Location})");
            }
        };
    }
}
