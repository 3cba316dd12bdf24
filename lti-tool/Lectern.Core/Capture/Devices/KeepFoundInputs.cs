using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>Keeps what a device could record from, so that whoever sets its room up may choose. The last one counts.</summary>
public sealed class KeepFoundInputs(IDbContextFactory<LecternDbContext> databases)
{
    /// <returns>False for what no machine has: too many, too long, or unreadable.</returns>
    public async Task<bool> RunAsync(Device device, FoundInputs found, CancellationToken cancellationToken)
    {
        if (found.Inputs.Count > FoundInputs.Most || !found.Inputs.All(IsSound))
        {
            return false;
        }

        var told = JsonSerializer.Serialize(found, CaptureJson.Default.FoundInputs);
        if (told.Length > Device.LongestFoundInputs)
        {
            return false;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Devices.Where(row => row.Id == device.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.FoundInputs, told), cancellationToken);
        return true;
    }

    private static bool IsSound(FoundInput? input) =>
        input is { Profile.Length: > 0 and <= FoundInputs.LongestProfile, Device.Length: > 0 and <= FoundInputs.LongestDevice, Name.Length: <= FoundInputs.LongestName, Sizes: null or { Length: <= FoundInputs.LongestName } }
        && input.Profile.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && IsText(input.Device) && IsText(input.Name) && IsText(input.Sizes);

    private static bool IsText(string? text) => text?.Any(char.IsControl) != true;
}
