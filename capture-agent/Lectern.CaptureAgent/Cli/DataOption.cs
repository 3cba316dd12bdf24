using System.CommandLine;

namespace Lectern.CaptureAgent.Cli;

/// <summary>Where the agent keeps everything; the same for all its commands.</summary>
internal static class DataOption
{
    public static Option<string> Create() => new("--data")
    {
        Description = "The folder with the device's key, its schedule and what is recorded.",
        DefaultValueFactory = _ => AgentFolder.Default,
    };
}
