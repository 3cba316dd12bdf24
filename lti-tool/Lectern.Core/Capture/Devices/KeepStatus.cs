using System.Text.Json;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>Keeps what a device tells of itself, opens and ends its room's alarms by it, and tells it what is wanted now. The last one counts.</summary>
public sealed class KeepStatus(IDbContextFactory<LecternDbContext> databases, RingAlarms ring, TimeProvider time)
{
    public async Task<StatusAnswer> RunAsync(Device device, AgentStatus status, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (now, told) = (time.GetUtcNow(), JsonSerializer.Serialize(status, CaptureJson.Default.AgentStatus));
        var agent = StoredText.Clip(status.Agent, 64) ?? device.Agent;
        var heard = HeardRuns.After(HeardRuns.Read(device.Runs), status, now);
        var runs = heard is null ? device.Runs : HeardRuns.Write(heard);
        await database.Devices.Where(d => d.Id == device.Id).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.LastSeenAt, now).SetProperty(d => d.LastStatus, told).SetProperty(d => d.Agent, agent).SetProperty(d => d.Runs, runs), cancellationToken);
        var room = await database.Rooms.WithRemoved().AsNoTracking().Include(r => r.Sources).SingleAsync(r => r.Id == device.RoomId, cancellationToken);
        if (device.Speaks && room.RemovedAt is null)
        {
            await ring.RunAsync(room.Id, ToldAlarms.Kinds, [.. ToldAlarms.Of(status, room), .. ToldAlarms.Of(heard, now)], cancellationToken);
        }

        return new StatusAnswer(now, room.SettingsTag, room.ScheduleTag, device.Speaks && room.WatchedUntil > now);
    }
}
