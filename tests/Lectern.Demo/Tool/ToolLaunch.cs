using Lectern.Demo.Browser;

namespace Lectern.Demo.Tool;

/// <summary>Plays the browser through a launch: login page, the LMS's authorization, the form back to the tool, the code for a token.</summary>
internal static class ToolLaunch
{
    public static async Task<ToolSession> RunAsync(WebBrowser browser, LmsLaunch launch, CancellationToken cancellation)
    {
        var authorization = await LogInAsync(browser, launch, cancellation);
        var answer = await browser.GetAsync(authorization, cancellation);
        var form = answer.PostForm() ?? throw new DemoFailure($"The LMS did not go on with the launch: {answer.Gist()}");
        if (form.Fields.FirstOrDefault(field => field.Key == "error_description") is { Key: not null } refused)
        {
            throw new DemoFailure($"The LMS refused the tool's request: {refused.Value}");
        }

        var (page, landing) = await browser.PostAsync(form, cancellation);
        if (landing is null || landing.Fragment.Length < 2)
        {
            throw new DemoFailure($"The tool refused the launch: {page?.Gist() ?? $"it leads to {landing?.AbsolutePath} without a code"}");
        }

        return await ToolApi.OpenSessionAsync(browser, landing, cancellation);
    }

    private static async Task<Uri> LogInAsync(WebBrowser browser, LmsLaunch launch, CancellationToken cancellation)
    {
        var (page, location) = await browser.PostAsync(new WebForm(launch.Url, [.. launch.Fields]), cancellation);
        if (location is not null)
        {
            return location;
        }

        return page!.Attribute(ToolApi.AuthorizationAttribute) is { } address
            ? new Uri(page.Address, address)
            : throw new DemoFailure($"The tool's login page leads nowhere: {page.Gist()}");
    }
}
