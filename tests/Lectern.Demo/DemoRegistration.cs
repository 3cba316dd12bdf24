using Lectern.Demo.Browser;
using Lectern.Demo.Tool;

namespace Lectern.Demo;

/// <summary>Dynamic registration as an administrator's browser does it; without an invitation, the tool the LMS knows already.</summary>
internal sealed class DemoRegistration(PracticeLms lms, DemoOptions options)
{
    /// <returns>The tool's id in the LMS.</returns>
    public async Task<(string Tool, string Said)> RunAsync(CancellationToken cancellation)
    {
        using var browser = new WebBrowser();
        if (options.Invitation is null)
        {
            return (await KnownAsync(browser, cancellation), "known to the LMS already");
        }

        var offer = await lms.OfferRegistrationAsync(browser.Http, cancellation);
        var address = ToolApi.Registration(options.Invitation, (string)offer["openidConfiguration"]!, (string)offer["registrationToken"]!);
        var page = await browser.GetAsync(address, cancellation);
        var form = page.PostForm() ?? throw new DemoFailure($"The tool's registration page has nothing to confirm: {page.Gist()}");
        var (answer, _) = await browser.PostAsync(form, cancellation);
        var clientId = (string)offer["clientId"]!;
        var tools = await lms.ToolsAsync(browser.Http, cancellation);
        var tool = tools.FirstOrDefault(tool => (string?)tool!["clientId"] == clientId);
        return tool is null
            ? throw new DemoFailure($"The tool did not register: {answer?.Gist()}")
            : ((string)tool["id"]!, $"client {clientId}");
    }

    private async Task<string> KnownAsync(WebBrowser browser, CancellationToken cancellation)
    {
        var tools = await lms.ToolsAsync(browser.Http, cancellation);
        var tool = tools.LastOrDefault(tool => (string?)tool!["domain"] == options.Tool.Authority && (bool)tool["active"]!);
        return (string?)tool?["id"] ?? throw new DemoFailure("The LMS knows no active tool at this address. Give --invitation with a registration address.");
    }
}
