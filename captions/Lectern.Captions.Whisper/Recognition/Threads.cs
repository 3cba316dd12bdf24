namespace Lectern.Captions.Whisper.Recognition;

/// <summary>How many threads to compute on: whisper.cpp gains nothing from a core's second thread, nor beyond eight.</summary>
internal static class Threads
{
    private const int Most = 8;

    public static int Default => Math.Clamp(Math.Min(PhysicalCores(), Environment.ProcessorCount), 1, Most);

    private static int PhysicalCores()
    {
        const string Folder = "/sys/devices/system/cpu";
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Folder))
        {
            return Environment.ProcessorCount;
        }

        var cores = Directory.EnumerateDirectories(Folder, "cpu*")
            .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .Distinct()
            .Count();
        return cores == 0 ? Environment.ProcessorCount : cores;
    }
}
