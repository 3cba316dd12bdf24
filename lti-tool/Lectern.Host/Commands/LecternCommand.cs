using System.CommandLine;

namespace Lectern.Host.Commands;

internal static class LecternCommand
{
    internal static RootCommand Create() => new("Lectern: lecture videos with captions in the university's LMS.")
    {
        ServeCommand.Create(),
        MigrateCommand.Create(),
        CheckCommand.Create(),
        PlatformCommand.Create(),
        ImportCommand.Create(),
        AdminCommand.Create(),
        KeysCommand.Create(),
        AgentUpdateCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
    };
}
