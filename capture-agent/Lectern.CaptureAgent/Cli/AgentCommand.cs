using System.CommandLine;

namespace Lectern.CaptureAgent.Cli;

/// <summary>The command line of <c>lectern-agent</c>.</summary>
internal static class AgentCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Records the lectures of a room and brings them to Lectern.")
        {
            EnrollCommand.Create(),
            RunCommand.Create(),
        };
        foreach (var order in OrderCommands.Create())
        {
            root.Add(order);
        }

        if (OperatingSystem.IsWindows())
        {
            root.Add(ServiceCommand.Create());
        }

        return root;
    }
}
