using Lectern.CaptureAgent.Spool;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Fragments;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>Pieces of a real encoder.</summary>
internal static class Pieces
{
    private static readonly Lazy<Task<IReadOnlyList<MediaPiece>>> Made = new(() => MakeAsync("sine=sample_rate=48000", 6, "aac"));
    private static readonly Lazy<Task<IReadOnlyList<MediaPiece>>> MadeLarge = new(() => MakeAsync("anoisesrc=sample_rate=48000,aformat=channel_layouts=stereo", 40, "alac"));

    /// <summary>A head and twelve fragments of half a second of sound.</summary>
    public static Task<IReadOnlyList<MediaPiece>> SoundAsync() => Made.Value;

    /// <summary>A head and some eighty fragments of half a second, seven megabytes.</summary>
    public static Task<IReadOnlyList<MediaPiece>> LargeAsync() => MadeLarge.Value;

    public static Stamp At(int second) => new(1000 + second, DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(second));

    private static Task<IReadOnlyList<MediaPiece>> MakeAsync(string input, int seconds, string codec) => MakeAsync(
        ["-f", "lavfi", "-i", input, "-t", $"{seconds}", "-c:a", codec, "-frag_duration", "490000"], "empty_moov+default_base_moof+skip_trailer");

    /// <summary>What ffmpeg makes of these arguments.</summary>
    public static async Task<IReadOnlyList<MediaPiece>> MakeAsync(IReadOnlyList<string> encode, string flags)
    {
        using var output = new MemoryStream();
        string[] arguments = ["-hide_banner", "-nostdin", "-loglevel", "error", .. encode, "-f", "mp4", "-movflags", flags, "pipe:1"];
        await new ChildRunner().RunAsync(new ChildCommand("ffmpeg", arguments), new ChildPipes { Output = output });
        return new FragmentReader().Append(output.ToArray());
    }
}
