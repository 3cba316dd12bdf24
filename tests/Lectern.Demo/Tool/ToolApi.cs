using Lectern.Demo.Browser;
using Lectern.Tus;
using Lectern.Tus.Client;

namespace Lectern.Demo.Tool;

/// <summary>Every name of the tool's public endpoints that the demo knows.</summary>
internal static class ToolApi
{
    /// <summary>The login page's attribute with the address of the LMS's authorization endpoint.</summary>
    public const string AuthorizationAttribute = "data-authorization-url";

    public static Uri Registration(Uri invitation, string configuration, string token)
    {
        var separator = string.IsNullOrEmpty(invitation.Query) ? '?' : '&';
        return new Uri($"{invitation.AbsoluteUri}{separator}openid_configuration={Uri.EscapeDataString(configuration)}&registration_token={Uri.EscapeDataString(token)}");
    }

    /// <summary>Reads <c>/w/{launch}#{code}</c> and trades the code for a session.</summary>
    public static async Task<ToolSession> OpenSessionAsync(WebBrowser browser, Uri landing, CancellationToken cancellation)
    {
        var root = new Uri(landing.GetLeftPart(UriPartial.Path));
        var launch = root.Segments[^1].TrimEnd('/');
        var exchange = new Uri(root, "../session");
        var answer = await JsonCalls.PostAsync<SessionAnswer>(browser.Http, exchange, new { launch, code = landing.Fragment.TrimStart('#') }, cancellation);
        return new ToolSession(browser, root, answer.Token);
    }

    public static TusUploadJob Upload(ToolSession session, Stream content, string fileName, string title, Uri? resume) => new()
    {
        Endpoint = session.At("uploads"),
        Content = content,
        Resume = resume,
        Metadata = TusMetadata.From(new Dictionary<string, string> { ["filename"] = fileName, ["filetype"] = TypeOf(fileName), ["title"] = title }),
    };

    /// <summary>What became of an upload; its id is the last part of its address.</summary>
    public static Task<UploadAnswer> UploadedAsync(ToolSession session, Uri upload, CancellationToken cancellation) =>
        session.GetAsync<UploadAnswer>($"api/uploads/{upload.Segments[^1]}", cancellation);

    public static Task<VideoAnswer> VideoAsync(ToolSession session, string video, CancellationToken cancellation) =>
        session.GetAsync<VideoAnswer>($"api/videos/{video}", cancellation);

    public static Task<PlaybackAnswer> PlaybackAsync(ToolSession session, string video, CancellationToken cancellation) =>
        session.GetAsync<PlaybackAnswer>($"api/videos/{video}/playback", cancellation);

    public static Task<DeepLinkAnswer> DeepLinkAsync(ToolSession session, string video, CancellationToken cancellation) =>
        session.PostAsync<DeepLinkAnswer>("api/deep-link", new { items = new[] { new { video } } }, cancellation);

    private static string TypeOf(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".mp4" or ".m4v" => "video/mp4",
        ".mov" => "video/quicktime",
        ".webm" => "video/webm",
        ".mkv" => "video/x-matroska",
        ".mp3" => "audio/mpeg",
        ".m4a" => "audio/mp4",
        ".wav" => "audio/wav",
        _ => "application/octet-stream",
    };

    internal sealed record SessionAnswer(string Token);

    /// <param name="VideoId">Null until the file is whole.</param>
    internal sealed record UploadAnswer(string State, string? VideoId);

    internal sealed record VideoAnswer(string Id, string Title, string State, IReadOnlyList<JobAnswer> Jobs);

    internal sealed record JobAnswer(string Kind, string State, string? Step, double? Percent, int Attempt, string? LastError);

    internal sealed record PlaybackAnswer(string Title, string State, string? Stream, IReadOnlyList<CaptionAnswer> Captions, double? DurationSeconds);

    internal sealed record CaptionAnswer(string Language, string Label, string Kind, string Src);

    internal sealed record DeepLinkAnswer(Uri Action, string Jwt);
}
