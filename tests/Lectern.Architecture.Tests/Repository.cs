namespace Lectern.Architecture.Tests;

/// <summary>The working folder these tests were built from, without what is built, fetched or kept out of version control.</summary>
internal static class Repository
{
    private static readonly string[] s_notOurs = [".git", ".vs", ".idea", ".vscode", "artifacts", "node_modules", "bin", "obj", "TestResults", "dist"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file, by its path from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(new DirectoryInfo(Root)).Select(Relative).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Project> Projects { get; } = [.. Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Project.Read)];

    /// <summary>Code that people wrote: migrations are generated.</summary>
    public static IEnumerable<string> Code => Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.Contains("/Migrations/20", StringComparison.Ordinal) && !file.EndsWith("ModelSnapshot.cs", StringComparison.Ordinal));

    /// <summary>The folders of the root. A worktree's <c>.git</c> is a file; <c>data</c> is what a running server keeps.</summary>
    public static IEnumerable<string> TopLevelFolders => Directory.GetDirectories(Root)
        .Select(folder => Path.GetFileName(folder))
        .Except([.. s_notOurs, "data"]);

    public static string Absolute(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(Absolute(file));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        var isRoot = folder.FullName == Root;
        var folders = folder.EnumerateDirectories().Where(child => !s_notOurs.Contains(child.Name) && !(isRoot && child.Name == "data"));
        return folder.EnumerateFiles().Concat(folders.SelectMany(Walk));
    }

    private static string Relative(FileInfo file) => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lectern.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Lectern.slnx lies in no folder above these tests.");
    }
}
