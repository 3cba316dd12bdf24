namespace Lectern.Web.Tests.Support;

/// <summary>The web project and the use cases as they are written, for tests that walk them.</summary>
internal static class Source
{
    public static IEnumerable<string> Files() =>
        from project in (string[])["Lectern.Web", "Lectern.Core"]
        from file in Directory.EnumerateFiles(Path.Combine(Root(), "lti-tool", project), "*.cs*", SearchOption.AllDirectories)
        where !file.Contains("node_modules", StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".cshtml"
        select file;

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Lectern.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
