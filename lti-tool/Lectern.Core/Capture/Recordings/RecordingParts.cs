using Lectern.Core.Capture.Devices;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Recordings;

/// <summary>The parts of a device's recordings and their uploads.</summary>
public sealed class RecordingParts(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors)
{
    /// <summary>A part, or null for one the device does not have.</summary>
    public async Task<RecordingPart?> FindAsync(Device device, PartName name, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Of(database, device).AsNoTracking()
            .FirstOrDefaultAsync(part => part.RecordingId == name.Recording && part.Source == name.Source && part.Number == name.Number, cancellationToken);
    }

    /// <summary>Notes the upload that a part comes by.</summary>
    public async Task<PartStart> StartAsync(Device device, PartName name, Guid upload, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Recordings.AnyAsync(
            row => row.Id == name.Recording && row.DeviceId == device.Id && row.VerifiedAt == null && row.Sources.Any(source => source.Name == name.Source), cancellationToken))
        {
            return PartStart.Unknown;
        }

        database.RecordingParts.Add(new RecordingPart { RecordingId = name.Recording, Source = name.Source, Number = name.Number, UploadId = upload });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return PartStart.Started;
        }
        catch (DbUpdateException exception) when (errors.IsUniqueViolation(exception))
        {
            return PartStart.Taken;
        }
    }

    /// <summary>Forgets an upload that is gone, so that its part can come again.</summary>
    public async Task ForgetAsync(Guid upload, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.RecordingParts
            .Where(part => part.UploadId == upload && database.Recordings.Any(row => row.Id == part.RecordingId && row.VerifiedAt == null))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<RecordingPart> Of(LecternDbContext database, Device device) =>
        database.RecordingParts.Where(part => database.Recordings.Any(row => row.Id == part.RecordingId && row.DeviceId == device.Id));
}

/// <summary>Names a part: a source's run in a recording.</summary>
public sealed record PartName(Guid Recording, string Source, int Number);

public enum PartStart
{
    Started,

    /// <summary>It has an upload already, which goes on.</summary>
    Taken,

    /// <summary>The device has no such recording, or it is held already.</summary>
    Unknown,
}
