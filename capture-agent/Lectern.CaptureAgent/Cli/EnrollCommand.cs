using System.CommandLine;
using System.CommandLine.Parsing;
using Lectern.CaptureAgent.Status;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.CaptureAgent.Cli;

internal static class EnrollCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var code = new Argument<string>("code") { Description = "The code that the room's page in Lectern shows; it is good for ten minutes." };
        var server = new Option<Uri>("--server")
        {
            Description = "Lectern's address, such as https://lectern.example.edu.",
            Required = true,
            CustomParser = ParseServer,
        };
        var command = new Command("enroll", "Makes this machine the recorder of a room.") { code, server, data };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(new AgentOptions(parsed.GetValue(data)!), parsed.GetValue(server)!, parsed.GetValue(code)!, cancellationToken));
        return command;
    }

    private static Uri? ParseServer(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
        {
            return address;
        }

        result.AddError($"{result.Tokens[0].Value} is no address of Lectern. It looks like https://lectern.example.edu.");
        return null;
    }

    private static async Task<int> RunAsync(AgentOptions options, Uri server, string code, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddCaptureAgent(options).BuildServiceProvider();
        var (enrolled, problem) = await services.GetRequiredService<Enrolment>().RunAsync(server, code, cancellationToken);
        if (enrolled is null)
        {
            await Console.Error.WriteLineAsync($"This machine was not enrolled. {problem}");
            return 1;
        }

        await Console.Out.WriteLineAsync(enrolled.IsStandby ? $"This machine stands by in {enrolled.RoomName} now." : $"This machine records in {enrolled.RoomName} now.");
        return 0;
    }
}
