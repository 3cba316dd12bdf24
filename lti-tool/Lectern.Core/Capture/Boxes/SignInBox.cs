using Lectern.Core.Capture.Devices;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lectern.Core.Capture.Boxes;

/// <summary>Finds the box that answered a Digest challenge.</summary>
public sealed partial class SignInBox(IDbContextFactory<LecternDbContext> databases, KeyFile file, ILogger<SignInBox> logger)
{
    /// <param name="data">What its response is made of, but for the password.</param>
    public async Task<DeviceSignIn> RunAsync(Guid deviceId, string data, string response, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var device = await database.Devices.AsNoTracking().FirstOrDefaultAsync(d => d.Id == deviceId, cancellationToken);
        return new DeviceSignIn(device is not null && Answers(device, file.Key, data, response) ? device : null);
    }

    // One whose key can't be opened gets a new password on its room's page.
    private bool Answers(Device device, RootKey root, string data, string response)
    {
        try
        {
            return BoxPassword.Answers(device, root, data, response);
        }
        catch (OperatorException exception)
        {
            Log.Unopened(logger, device.Id, exception);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What box {Device} signs in with can't be opened; it needs a new password, on its room's page.")]
        internal static partial void Unopened(ILogger logger, Guid device, Exception exception);
    }
}
