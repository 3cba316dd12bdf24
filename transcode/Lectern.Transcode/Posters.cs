namespace Lectern.Transcode;

/// <summary>The still pictures of a video, JPEG, beside its playlists.</summary>
/// <param name="Large">At most 1280 pixels wide.</param>
/// <param name="Small">At most 640 pixels wide.</param>
public sealed record Posters(string Large, string Small);
