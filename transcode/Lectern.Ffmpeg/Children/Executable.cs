namespace Lectern.Ffmpeg.Children;

/// <summary>Finds a program the way the shell does.</summary>
public static class Executable
{
    /// <summary>The full path of <paramref name="name"/>, or <see langword="null"/> when it is not there.</summary>
    /// <param name="name">A path, or a name looked up in PATH.</param>
    public static string? Find(string name)
    {
        if (name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal))
        {
            return Candidates(name).Select(Path.GetFullPath).FirstOrDefault(File.Exists);
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => Candidates(Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static string[] Candidates(string path) =>
        OperatingSystem.IsWindows() && !path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? [path + ".exe", path] : [path];
}
