using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>Finds the device that a key opens. The first use of its next key makes that the only one.</summary>
public sealed class SignInDevice(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<DeviceSignIn> RunAsync(Guid deviceId, string key, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Devices.AsNoTracking().FirstOrDefaultAsync(d => d.Id == deviceId, cancellationToken) is not { } device)
        {
            return new DeviceSignIn(null);
        }

        var isNext = device.NextKeyHash is { } next && Secret.Matches(key, next);
        if (!isNext && !Secret.Matches(key, device.KeyHash))
        {
            return new DeviceSignIn(null);
        }

        if (isNext && device.RevokedAt is null)
        {
            await TurnAsync(database, device.Id, device.NextKeyHash!, cancellationToken);
        }

        return new DeviceSignIn(device);
    }

    // Only while it still is the next one: another request of the same moment may have done it, or the device may have changed its mind.
    private static async Task TurnAsync(LecternDbContext database, Guid deviceId, string next, CancellationToken cancellationToken) => await database.Devices
        .Where(d => d.Id == deviceId && d.NextKeyHash == next)
        .ExecuteUpdateAsync(set => set.SetProperty(d => d.KeyHash, next).SetProperty(d => d.NextKeyHash, (string?)null), cancellationToken);
}

/// <param name="Device">Whose key it is; null where it is nobody's.</param>
public sealed record DeviceSignIn(Device? Device)
{
    /// <summary>The key is right, and opens nothing any more.</summary>
    public bool IsRevoked => Device?.RevokedAt is not null;
}
