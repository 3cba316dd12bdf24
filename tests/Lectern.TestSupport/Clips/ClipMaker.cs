using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Lectern.TestSupport.Clips;

/// <summary>Makes clips with the machine's ffmpeg and keeps them in the temp folder, so that each is made once for all tests.</summary>
public static class ClipMaker
{
    private static readonly string Shelf = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "lectern-clips")).FullName;
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new();

    /// <summary>The path of a clip. Tests read it and never change it.</summary>
    public static Task<string> GetAsync(Clip clip)
    {
        var path = Path.Combine(Shelf, Hash(clip) + clip.Extension);
        return Made.GetOrAdd(path, key => new Lazy<Task<string>>(() => MakeAsync(clip, key))).Value;
    }

    // The recipe is the name: a changed recipe makes another file.
    private static string Hash(Clip clip)
    {
        var recipe = string.Join('\0', clip.Arguments) + (clip.From is null ? "" : Hash(clip.From));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe)))[..16];
    }

    private static async Task<string> MakeAsync(Clip clip, string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        string[] input = clip.From is null ? [] : ["-i", await GetAsync(clip.From)];
        var part = Path.Combine(Shelf, $"{Guid.CreateVersion7():N}{clip.Extension}");
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-y", .. input, .. clip.Arguments, part]) { RedirectStandardError = true })
            ?? throw new InvalidOperationException("ffmpeg did not start.");
        var said = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        if (ffmpeg.ExitCode != 0)
        {
            throw new InvalidOperationException($"ffmpeg made no clip of '{string.Join(' ', clip.Arguments)}': {said}");
        }

        File.Move(part, path, overwrite: true);
        return path;
    }
}
