using System.Globalization;
using System.Text.Json;

namespace Lectern.Ffmpeg.Probing;

/// <summary>Reads ffprobe's JSON (<c>-show_format -show_streams -of json</c>). Numbers come as text, and any of them may be missing.</summary>
public static class ProbeParser
{
    /// <summary>Reads one answer of ffprobe.</summary>
    /// <exception cref="JsonException">It is no JSON, as when ffprobe was cut off.</exception>
    public static MediaProbe Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var format = root.TryGetProperty("format", out var found) ? found : default;
        var streams = root.TryGetProperty("streams", out var list) ? list.EnumerateArray().ToList() : [];
        return new MediaProbe
        {
            Container = format.Text("format_name") ?? "",
            Certainty = format.Whole("probe_score") ?? 0,
            Duration = format.Seconds("duration") ?? LongestOf(streams),
            StartTime = format.Seconds("start_time") ?? TimeSpan.Zero,
            BitRate = format.Long("bit_rate"),
            Videos = [.. streams.Where(IsVideo).Select(Video)],
            Audios = [.. streams.Where(stream => stream.Text("codec_type") == "audio").Select(Audio)],
        };
    }

    private static VideoTrack Video(JsonElement stream) => new()
    {
        Index = stream.Whole("index") ?? 0,
        Codec = stream.Text("codec_name") ?? "unknown",
        Profile = stream.Text("profile"),
        Level = stream.Whole("level") is > 0 and var level ? level : null,
        PixelFormat = stream.Text("pix_fmt"),
        Width = stream.Whole("width") ?? 0,
        Height = stream.Whole("height") ?? 0,
        Rotation = Rotation(stream),
        PixelShape = Rational.Parse(stream.Text("sample_aspect_ratio")) ?? new Rational(1, 1),
        AverageFrameRate = Rational.Parse(stream.Text("avg_frame_rate")),
        RealFrameRate = Rational.Parse(stream.Text("r_frame_rate")),
        BitRate = stream.Long("bit_rate"),
        FieldOrder = stream.Text("field_order"),
        ColorTransfer = stream.Text("color_transfer"),
        StartTime = stream.Seconds("start_time"),
        Duration = stream.Seconds("duration"),
        IsDefault = HasDisposition(stream, "default"),
    };

    private static AudioTrack Audio(JsonElement stream) => new()
    {
        Index = stream.Whole("index") ?? 0,
        Codec = stream.Text("codec_name") ?? "unknown",
        Profile = stream.Text("profile"),
        Channels = stream.Whole("channels") ?? 0,
        SampleRate = stream.Whole("sample_rate") ?? 0,
        BitRate = stream.Long("bit_rate"),
        Language = stream.TryGetProperty("tags", out var tags) && tags.Text("language") is { } language && language != "und" ? language : null,
        StartTime = stream.Seconds("start_time"),
        IsDefault = HasDisposition(stream, "default"),
    };

    // A cover is a video stream of one picture; a "timed thumbnail" track is the same with more of them.
    private static bool IsVideo(JsonElement stream) =>
        stream.Text("codec_type") == "video" && !HasDisposition(stream, "attached_pic") && !HasDisposition(stream, "timed_thumbnails");

    private static bool HasDisposition(JsonElement stream, string name) =>
        stream.TryGetProperty("disposition", out var disposition) && disposition.Whole(name) == 1;

    // The display matrix counts counter-clockwise (libavutil/display.h); older ffprobe writes a clockwise "rotate" tag instead.
    private static int Rotation(JsonElement stream)
    {
        var matrix = stream.TryGetProperty("side_data_list", out var list)
            ? list.EnumerateArray().Select(data => data.Whole("rotation")).FirstOrDefault(angle => angle is not null)
            : null;
        var tag = stream.TryGetProperty("tags", out var tags) ? tags.Whole("rotate") : null;
        var angle = -matrix ?? tag ?? 0;
        return ((int)Math.Round(angle / 90.0) * 90 % 360 + 360) % 360;
    }

    private static TimeSpan? LongestOf(IEnumerable<JsonElement> streams) =>
        streams.Select(stream => stream.Seconds("duration") ?? TaggedDuration(stream)).Max();

    // Matroska holds a stream's length as a tag: 00:00:05.023000000.
    private static TimeSpan? TaggedDuration(JsonElement stream) =>
        stream.TryGetProperty("tags", out var tags) && tags.Text("DURATION") is { Length: > 15 } text
        && TimeSpan.TryParse(text[..15], CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero
            ? duration
            : null;
}
