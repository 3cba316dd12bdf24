using Lectern.Contracts.Devices;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

/// <summary>What a room's device shall record, and within which limits.</summary>
public sealed class ReadSettings(IDbContextFactory<LecternDbContext> databases)
{
    public async Task<AgentSettings> RunAsync(Guid roomId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var room = await database.Rooms.WithRemoved().AsNoTracking().Include(r => r.Sources).SingleAsync(r => r.Id == roomId, cancellationToken);
        return new AgentSettings
        {
            Version = room.SettingsTag,
            Room = room.Name,
            Sources = [.. room.Sources.OrderBy(source => source.Place).Select(ToldOf)],
            BytesPerSecond = room.BytesPerSecond,
            Pictures = room.SendsPictures,
        };
    }

    private static SourceSettings ToldOf(RoomSource source) => new()
    {
        Name = source.Name,
        Role = source.Role,
        Profile = source.Profile,
        Device = source.Device,
        Width = source.Width,
        Height = source.Height,
        FrameRate = source.FrameRate,
    };
}
