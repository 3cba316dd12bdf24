using Lectern.Transcode.Packaging;

namespace Lectern.Transcode.Running;

/// <summary>A rendition with what checking it needs.</summary>
internal sealed record RenditionOnDisk(Rendition Rendition, MediaPlaylist Playlist, InitSegment Init, string Folder)
{
    public string InitPath => Path.Combine(Folder, Playlist.InitSegment!);

    public IEnumerable<string> SegmentPaths => Playlist.Segments.Select(segment => Path.Combine(Folder, segment.FileName));

    public IEnumerable<string> Files =>
        Playlist.Segments.Select(segment => segment.FileName).Prepend(Playlist.InitSegment!).Prepend("index.m3u8").Select(file => $"{Rendition.Name}/{file}");
}
