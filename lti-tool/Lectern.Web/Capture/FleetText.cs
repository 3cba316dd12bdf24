using System.Globalization;
using System.Text;
using Lectern.Core.Capture.Alarms;

namespace Lectern.Web.Capture;

/// <summary>The rooms' figures as Prometheus reads them. What a machine never told has no line.</summary>
internal static class FleetText
{
    internal static string Of(IReadOnlyList<RoomFigures> rooms, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Write(text, rooms, "up", "gauge", "1 while its machine is heard from", room => JudgeRoom.IsHeard(room.Room, now) ? 1 : 0);
        Write(text, rooms, "heard_seconds", "gauge", "seconds since its machine was last heard from", room => (now - room.Room.Device?.LastSeenAt)?.TotalSeconds);
        Write(text, rooms, "recording", "gauge", "1 while it records", room => JudgeRoom.IsHeard(room.Room, now) && room.Room.RecordingAt(now) is not null ? 1 : 0);
        Write(text, rooms, "disk_free_bytes", "gauge", "bytes free where it records", room => room.Room.Status is { DiskBytes: > 0, FreeBytes: var free } ? free : null);
        Write(text, rooms, "queue_bytes", "gauge", "bytes recorded and not verified yet", room => room.Room.Status?.QueuedBytes);
        Write(text, rooms, "clock_skew_seconds", "gauge", "its machine's clock less this server's", room => (room.Room.Status?.At - room.Room.Device?.LastSeenAt)?.TotalSeconds);
        Write(text, rooms, "cpu_busy_ratio", "gauge", "share of its machine's processors that was busy, 0 to 1", room => JudgeRoom.IsHeard(room.Room, now) ? room.Room.Status?.Busy : null);
        Write(text, rooms, "temperature_celsius", "gauge", "the warmest of its machine's sensors", room => JudgeRoom.IsHeard(room.Room, now) ? room.Room.Status?.Celsius : null);
        WriteLevels(text, rooms.Where(room => JudgeRoom.IsHeard(room.Room, now)));
        Write(text, rooms, "open_alarms", "gauge", "alarms that are open now", room => room.OpenAlarms);
        Write(text, rooms, "missed_starts_total", "counter", "bookings that began without their recording", room => room.MissedStarts);
        return text.ToString();
    }

    private static void Write(StringBuilder text, IReadOnlyList<RoomFigures> rooms, string name, string type, string help, Func<RoomFigures, double?> figure)
    {
        WriteHead(text, name, type, help);
        foreach (var room in rooms)
        {
            if (figure(room) is { } value)
            {
                WriteLine(text, room, name, "", value);
            }
        }
    }

    private static void WriteLevels(StringBuilder text, IEnumerable<RoomFigures> rooms)
    {
        WriteHead(text, "level_dbfs", "gauge", "root mean square of a source's last second of sound");
        foreach (var (room, source) in rooms.SelectMany(room => room.Room.Room.Sources.Select(source => (room, source))))
        {
            if (room.Room.Status?.Sources.FirstOrDefault(told => told.Name == source.Name)?.Level is { } level)
            {
                WriteLine(text, room, "level_dbfs", $",source=\"{Escape(source.Name)}\"", level);
            }
        }
    }

    private static void WriteHead(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP lectern_room_{name} {help}\n# TYPE lectern_room_{name} {type}\n");

    private static void WriteLine(StringBuilder text, RoomFigures room, string name, string more, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"lectern_room_{name}{{room=\"{Escape(room.Room.Room.Name)}\",building=\"{Escape(room.Room.Room.Building)}\"{more}}} {value:0.###}\n");

    private static string Escape(string label) => label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
