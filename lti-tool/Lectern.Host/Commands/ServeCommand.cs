using System.CommandLine;
using Lectern.Core.Storage;
using Lectern.Host.Backups;
using Lectern.Web;
using Microsoft.Extensions.Options;

namespace Lectern.Host.Commands;

internal static class ServeCommand
{
    internal static Command Create()
    {
        var roles = new Option<Roles[]>("--roles") { Description = "Web, Worker or both (default).", AllowMultipleArgumentsPerToken = true };
        var command = new Command("serve", "Runs Lectern until it is stopped.") { roles };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(roles), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Roles[]? roles, CancellationToken cancellationToken)
    {
        var chosen = roles is { Length: > 0 } ? roles.Aggregate((all, role) => all | role) : Roles.Web | Roles.Worker;
        await using var app = LecternHost.Build(chosen);
        // Before any table is made: settings that are wrong change nothing.
        _ = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        var migrates = app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.MigrateOnStart;
        // Before the tables are looked at: a restore that begins meanwhile would put others in their place.
        using var mark = RunningMark.Set(app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DataFolder);
        if (migrates)
        {
            await LecternHost.MigrateAsync(app.Services, cancellationToken);
        }
        else
        {
            await LecternHost.GuardAsync(app.Services, cancellationToken);
        }

        await app.RunAsync(cancellationToken);
        return 0;
    }
}
