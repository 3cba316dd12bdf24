using Lectern.Core.Capture.Devices;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Boxes;

/// <summary>Keeps what a box calls its inputs. Each booking is recorded from all of them: some boxes record none that it doesn't name, and Galicaster then tells nothing of what it records.</summary>
public sealed class KeepBoxInputs(IDbContextFactory<LecternDbContext> databases)
{
    public async Task RunAsync(Device device, string? inputs, CancellationToken cancellationToken)
    {
        var names = inputs?.Trim();
        if (names == device.Inputs || names is { Length: > Device.LongestInputs } || names?.Any(char.IsControl) == true)
        {
            return;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Devices.Where(row => row.Id == device.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Inputs, names), cancellationToken);
    }
}
