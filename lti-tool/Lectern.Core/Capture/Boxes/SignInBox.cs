using Lectern.Core.Capture.Devices;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Boxes;

/// <summary>Finds the box that answered a Digest challenge.</summary>
public sealed class SignInBox(IDbContextFactory<LecternDbContext> databases, KeyFile file)
{
    /// <param name="data">What its response is made of, but for the password.</param>
    public async Task<DeviceSignIn> RunAsync(Guid deviceId, string data, string response, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var device = await database.Devices.AsNoTracking().FirstOrDefaultAsync(d => d.Id == deviceId, cancellationToken);
        return new DeviceSignIn(device is not null && BoxPassword.Answers(device, file.Key, data, response) ? device : null);
    }
}
