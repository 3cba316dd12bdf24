using System.CommandLine;
using Lectern.Host.Backups;

namespace Lectern.Host.Commands;

internal static class BackupCommand
{
    internal static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where backups lie; each gets a folder of its own in it. Best on another disk." };
        var keep = new Option<int?>("--keep") { Description = "How many backups stay in the folder. Default: all." };
        keep.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--keep takes 1 or more.");
            }
        });
        var command = new Command("backup", "Copies the database, media and keys into a folder, as they are at one moment, while Lectern runs.") { folder, keep };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var app = LecternHost.Build(Roles.Web);
            await LecternHost.GuardAsync(app.Services, cancellationToken);
            Console.WriteLine(await app.Services.GetRequiredService<MakeBackup>().RunAsync(result.GetRequiredValue(folder), result.GetValue(keep), cancellationToken));
            return 0;
        });
        return command;
    }
}
