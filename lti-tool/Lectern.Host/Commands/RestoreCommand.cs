using System.CommandLine;
using Lectern.Host.Backups;

namespace Lectern.Host.Commands;

internal static class RestoreCommand
{
    internal static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A backup, or a folder of backups, of which the newest is taken." };
        var replace = new Option<bool>("--replace") { Description = "Puts the backup in the place of what is here." };
        var check = new Option<bool>("--check") { Description = "Verifies the backup and changes nothing." };
        var command = new Command("restore", "Puts a backup in place. Stop Lectern first.") { folder, replace, check };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            var set = await app.Services.GetRequiredService<RestoreBackup>()
                .RunAsync(result.GetRequiredValue(folder), result.GetValue(replace), result.GetValue(check), cancellationToken);
            Console.WriteLine(result.GetValue(check) ? $"{set} is whole." : $"{set} is in place. Everybody signs in anew from the LMS; open invitations and sign-in links have ended.");
            return 0;
        });
        return command;
    }
}
