using System.Diagnostics;
using System.Globalization;

namespace Lectern.Pipelines.Tests.Support;

/// <summary>Processes of the machine that work on a world's files, found by their command lines.</summary>
internal static class Children
{
    public static IReadOnlyList<string> Of(PipelineWorld world) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(CommandLine)
            .Where(line => line.Contains(world.Storage.DataFolder, StringComparison.Ordinal) && !line.Contains($" {WorkerProcess.Mode} ", StringComparison.Ordinal)),
    ];

    public static async Task UntilThereAsync(PipelineWorld world, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (!Of(world).Any(line => line.Contains("captions", StringComparison.Ordinal)))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "No caption program was started.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>How long it took until none was left.</summary>
    public static async Task<TimeSpan> UntilGoneAsync(PipelineWorld world, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (Of(world) is { Count: > 0 } left)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"Still alive after 10 s: {string.Join('\n', left)}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        return watch.Elapsed;
    }

    // Empty for a process that ended while we looked, and for one that nobody has buried yet.
    private static string CommandLine(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
