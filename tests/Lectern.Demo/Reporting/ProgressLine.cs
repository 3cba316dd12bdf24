namespace Lectern.Demo.Reporting;

/// <summary>Live progress: one line that changes on a terminal, else a line every few seconds.</summary>
internal sealed class ProgressLine(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private readonly bool live = !Console.IsOutputRedirected;
    private long last = time.GetTimestamp();
    private int width;
    private string shown = "";

    public void Show(string stage, string text)
    {
        var line = $"{stage,-18} {text}".TrimEnd();
        if (live)
        {
            Rewrite(line);
        }
        else if (text.Length > 0 && line != shown && time.GetElapsedTime(last) >= Quiet)
        {
            Console.WriteLine($"  … {line}");
            (last, shown) = (time.GetTimestamp(), line);
        }
    }

    public void Clear()
    {
        if (live)
        {
            Rewrite("");
            Console.Write('\r');
        }
    }

    private void Rewrite(string line)
    {
        var most = Math.Max(20, Console.WindowWidth - 1);
        line = line.Length > most ? line[..most] : line;
        Console.Write('\r' + line.PadRight(width));
        width = line.Length;
    }
}
