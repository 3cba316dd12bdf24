using System.CommandLine;
using Lectern.Web.Lti;

namespace Lectern.Host.Commands;

internal static class CanvasConfigCommand
{
    internal static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Lectern's public address, such as https://video.example.edu.",
            Required = true,
            CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address is { Scheme: "https", PathAndQuery: "/" } ? address : Refuse(result),
        };
        var environment = new Option<CanvasEnvironment>("--environment") { Description = "Production (default), Beta or SelfHosted." };
        var command = new Command("canvas-config", "Prints the tool configuration that a Canvas administrator pastes into a developer key.") { url, environment };
        command.SetAction(result => Console.WriteLine(Text(result.GetRequiredValue(url), result.GetValue(environment))));
        return command;
    }

    internal static string Text(Uri url, CanvasEnvironment environment) => CanvasConfiguration.Build(url, environment).ToJsonString(CanvasConfiguration.Readable);

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--url takes an https address without a path: Canvas launches nothing else.");
        return null;
    }
}
