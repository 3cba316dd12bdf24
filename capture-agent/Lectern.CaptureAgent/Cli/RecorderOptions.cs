using System.CommandLine;

namespace Lectern.CaptureAgent.Cli;

/// <summary>What a command that leads to a recorder is told.</summary>
internal static class RecorderOptions
{
    public static Command On(Command command, Func<AgentOptions, CancellationToken, Task<int>> run)
    {
        var data = DataOption.Create();
        var ffmpeg = new Option<string>("--ffmpeg") { Description = "ffmpeg: a name on PATH or a path.", DefaultValueFactory = _ => "ffmpeg" };
        var port = new Option<int>("--port") { Description = "Where the panel listens to this machine; 0 for nowhere.", DefaultValueFactory = _ => AgentOptions.DefaultPort };
        var log = new Option<bool>("--log") { Description = "Writes the log into the data folder too, in five files of a megabyte." };
        var installed = new Option<string?>("--installed") { Description = "Where the package lies that began this one.", Hidden = true };
        var supervised = new Option<bool>("--supervised") { Description = "Whatever started it starts it again when it ends: it takes updates and orders to restart." };
        command.Add(supervised);
        command.Add(installed);
        command.Add(data);
        command.Add(ffmpeg);
        command.Add(port);
        command.Add(log);
        command.SetAction((parsed, cancellationToken) => run(
            new AgentOptions(parsed.GetValue(data)!, parsed.GetValue(ffmpeg)!, parsed.GetValue(port), parsed.GetValue(log)) { Installed = parsed.GetValue(installed), IsSupervised = parsed.GetValue(supervised) },
            cancellationToken));
        return command;
    }
}
