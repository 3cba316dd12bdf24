using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>A real X screen without a monitor (Xvfb), whose pixels are a file (an XWD dump), so that slides need no program to show them.</summary>
internal sealed class Screen : IDisposable
{
    public const int Width = 320;
    public const int Height = 180;
    private readonly TempFolder folder;
    private readonly Process server;
    private readonly MemoryMappedFile pixels;
    private readonly long first;

    private Screen(TempFolder folder, Process server, string display)
    {
        this.folder = folder;
        this.server = server;
        Display = $":{display}";
        var path = folder.File("Xvfb_screen0");
        first = FirstPixel(path);
        pixels = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
    }

    public string Display { get; }

    public static async Task<Screen> StartAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/Xvfb"), "Xvfb is not there.");
        var folder = new TempFolder();
        var server = Process.Start(new ProcessStartInfo(
            "Xvfb", ["-displayfd", "1", "-screen", "0", $"{Width}x{Height}x24", "-nolisten", "tcp", "-fbdir", folder.Path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        server.BeginErrorReadLine();
        var display = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new Screen(folder, server, display ?? throw new InvalidOperationException("Xvfb did not start."));
    }

    /// <summary>Shows a slide of one brightness.</summary>
    public void Show(byte brightness)
    {
        using var view = pixels.CreateViewAccessor();
        view.WriteArray(first, Enumerable.Repeat(brightness, Width * Height * 4).ToArray(), 0, Width * Height * 4);
    }

    public void Dispose()
    {
        pixels.Dispose();
        server.Kill();
        server.WaitForExit();
        server.Dispose();
        folder.Dispose();
    }

    // XWDFile.h: the header's size is the first word, the colours' number the twentieth, twelve bytes each.
    private static long FirstPixel(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[80];
        file.ReadExactly(header);
        return BinaryPrimitives.ReadUInt32BigEndian(header) + (BinaryPrimitives.ReadUInt32BigEndian(header[76..]) * 12L);
    }
}
