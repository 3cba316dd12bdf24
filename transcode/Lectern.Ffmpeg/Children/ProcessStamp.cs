using System.Globalization;

namespace Lectern.Ffmpeg.Children;

/// <summary>A process told apart from any other that ever had its pid: ticks since boot (proc(5), stat field 22) and which boot.</summary>
internal sealed record ProcessStamp(int Pid, long StartTicks, string Boot)
{
    private static readonly string CurrentBoot = ReadOrNothing("/proc/sys/kernel/random/boot_id").Trim();

    public static ProcessStamp? Of(int pid)
    {
        var stat = ReadOrNothing(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        // The name in field 2 may hold blanks and brackets; fields are counted from behind its last bracket.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && fields[0] != "Z" && long.TryParse(fields[19], CultureInfo.InvariantCulture, out var ticks)
            ? new ProcessStamp(pid, ticks, CurrentBoot)
            : null;
    }

    public static ProcessStamp? Parse(string line) =>
        line.Split(' ') is [var pid, var ticks, var boot]
        && int.TryParse(pid, CultureInfo.InvariantCulture, out var number) && number > 1
        && long.TryParse(ticks, CultureInfo.InvariantCulture, out var start)
            ? new ProcessStamp(number, start, boot)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid} {StartTicks} {Boot}");

    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
