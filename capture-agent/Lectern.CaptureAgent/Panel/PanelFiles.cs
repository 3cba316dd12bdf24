namespace Lectern.CaptureAgent.Panel;

/// <summary>The page's files, which lie within the program.</summary>
internal static class PanelFiles
{
    private static readonly Dictionary<string, (string Type, byte[] Bytes)> Files = new()
    {
        ["/"] = ("text/html; charset=utf-8", Read("panel.html")),
        ["/panel.js"] = ("text/javascript; charset=utf-8", Read("panel.js")),
        ["/panel.css"] = ("text/css; charset=utf-8", Read("panel.css")),
    };

    public static (string Type, byte[] Bytes)? Find(string path) => Files.TryGetValue(path, out var file) ? file : null;

    private static byte[] Read(string name)
    {
        using var stream = typeof(PanelFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
