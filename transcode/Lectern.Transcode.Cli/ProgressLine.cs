using System.Globalization;

namespace Lectern.Transcode.Cli;

/// <summary>One line on the terminal that counts up; nothing where output goes to a file.</summary>
internal sealed class ProgressLine : IProgress<double>, IDisposable
{
    private readonly bool shows = !Console.IsErrorRedirected;

    public void Report(double value)
    {
        if (shows)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value:P0}  "));
        }
    }

    public void Dispose()
    {
        if (shows)
        {
            Console.Error.Write("\r      \r");
        }
    }
}
