using System.CommandLine;

namespace Lectern.Host.Commands;

internal static class MigrateCommand
{
    internal static Command Create()
    {
        var command = new Command("migrate", "Brings the database up to date.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
            return 0;
        });
        return command;
    }
}
