using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent;

/// <summary>
/// The log as a file, where nobody keeps what is printed. One that is full makes room for the next; the oldest goes. A disk that takes no line stops nothing.
/// </summary>
/// <param name="path">The newest; the one before it is <c>name.1.log</c>, up to <c>name.4.log</c>.</param>
/// <param name="clock">For the lines' times.</param>
/// <param name="largest">Bytes from which on a file is full.</param>
internal sealed class LogFile(string path, TimeProvider clock, long largest = 1 << 20) : ILoggerProvider
{
    private const int Earlier = 4;
    private readonly Lock gate = new();

    /// <summary>Those that are there, the newest first.</summary>
    public static IEnumerable<string> Newest(string path) => Enumerable.Range(0, Earlier + 1).Select(number => number == 0 ? path : Of(path, number)).Where(File.Exists);

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        lock (gate)
        {
            try
            {
                if (new FileInfo(path) is { Exists: true, Length: var length } && length >= largest)
                {
                    Turn();
                }

                File.AppendAllText(path, line, Encoding.UTF8);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private void Turn()
    {
        for (var number = Earlier; number > 0; number--)
        {
            var younger = number == 1 ? path : Of(number - 1);
            if (File.Exists(younger))
            {
                File.Move(younger, Of(number), overwrite: true);
            }
        }
    }

    private string Of(int number) => Of(path, number);

    private static string Of(string path, int number) => Path.ChangeExtension(path, string.Create(CultureInfo.InvariantCulture, $"{number}.log"));

    private sealed class Lines(LogFile file, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                file.Write(string.Create(CultureInfo.InvariantCulture, $"{file.Now:O} {logLevel} {category}: {formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}\n"));
            }
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
