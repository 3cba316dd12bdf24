using Lectern.Ffmpeg.Children;

namespace Lectern.Ffmpeg.Tests;

/// <summary>Commands for the executable that plays ffmpeg; it lies beside the test.</summary>
internal static class FakeTool
{
    public static string Path { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fake-tool.exe" : "fake-tool");

    public static ChildCommand That(params string[] acts) => new(Path, acts);
}
