using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Lectern.CaptureAgent.Panel;

namespace Lectern.CaptureAgent.Cli;

/// <summary>What a command that leads to a recorder is told.</summary>
internal static class RecorderOptions
{
    public static Command On(Command command, Func<AgentOptions, CancellationToken, Task<int>> run)
    {
        var data = DataOption.Create();
        var ffmpeg = new Option<string>("--ffmpeg") { Description = "ffmpeg: a name on PATH or a path.", DefaultValueFactory = _ => "ffmpeg" };
        var port = new Option<int>("--port") { Description = "Where the panel listens to this machine; 0 for nowhere.", DefaultValueFactory = _ => AgentOptions.DefaultPort };
        var listen = new Option<string?>("--listen") { Description = "Opens the panel at this address of the machine, or 0.0.0.0 for all, to whoever knows the secret." };
        var secret = new Option<string?>("--secret") { Description = $"A file whose first line is that secret: at least {PanelSecret.Shortest} letters, digits, - and _." };
        command.Validators.Add(result => CheckOpening(result, listen, secret));
        var log = new Option<bool>("--log") { Description = "Writes the log into the data folder too, in five files of a megabyte." };
        var installed = new Option<string?>("--installed") { Description = "Where the package lies that began this one.", Hidden = true };
        var supervised = new Option<bool>("--supervised") { Description = "Whatever started it starts it again when it ends: it takes updates and orders to restart." };
        command.Add(supervised);
        command.Add(installed);
        command.Add(data);
        command.Add(ffmpeg);
        command.Add(port);
        command.Add(listen);
        command.Add(secret);
        command.Add(log);
        command.SetAction((parsed, cancellationToken) => run(
            new AgentOptions(parsed.GetValue(data)!, parsed.GetValue(ffmpeg)!, parsed.GetValue(port), parsed.GetValue(log))
            {
                Listen = parsed.GetValue(listen) is { } address ? IPAddress.Parse(address) : null, Secret = parsed.GetValue(secret), Installed = parsed.GetValue(installed), IsSupervised = parsed.GetValue(supervised),
            },
            cancellationToken));
        return command;
    }

    private static void CheckOpening(CommandResult result, Option<string?> listen, Option<string?> secret)
    {
        if (result.GetValue(listen) is not { } text)
        {
            return;
        }

        if (!IPAddress.TryParse(text, out var address))
        {
            result.AddError($"{text} is no address of this machine. It looks like 10.20.0.5.");
        }
        else if (!IPAddress.IsLoopback(address) && result.GetValue(secret) is null)
        {
            // Nobody would be asked for anything.
            result.AddError("--listen opens the panel to the network: name a file with its secret by --secret.");
        }
    }
}
