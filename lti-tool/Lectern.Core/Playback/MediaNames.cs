namespace Lectern.Core.Playback;

/// <summary>What the files in a version's folder are called.</summary>
public static class MediaNames
{
    public const string Stream = "master.m3u8";
    public const string PresenterFolder = "presenter";
    public const string Presenter = $"{PresenterFolder}/{Stream}";
    public const string Poster = "poster.jpg";
    public const string Captions = "captions.vtt";
}
