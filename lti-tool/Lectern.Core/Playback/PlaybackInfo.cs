namespace Lectern.Core.Playback;

/// <summary>What a player needs to know of a video now.</summary>
/// <param name="Version">Changes whenever an address changes for another reason than its expiry; players then load anew and go on at the same second.</param>
/// <param name="Stream">The multivariant playlist, or null while nothing can be played.</param>
/// <param name="Presenter">Who speaks, on the same clock, to be shown beside it; null where nobody is seen.</param>
/// <param name="CaptionsProgress">Percent of captions that are being made; null when none are.</param>
/// <param name="CaptionsFailed">True when captions could not be made and nobody has tried again.</param>
/// <param name="Moving">True while something is still being made: a player asks again soon. Otherwise nothing changes by itself.</param>
public sealed record PlaybackInfo(
    Guid Video,
    string Title,
    double? DurationSeconds,
    PlaybackState State,
    string Version,
    string? Stream,
    string? Presenter,
    string? Poster,
    IReadOnlyList<PlaybackCaptions> Captions,
    DateTimeOffset Expires,
    int? CaptionsProgress,
    bool CaptionsFailed,
    bool Moving);

/// <param name="Language">BCP 47 tag.</param>
/// <param name="Label">The language's own name.</param>
public sealed record PlaybackCaptions(string Language, string Label, string Kind, string Src);

public enum PlaybackState
{
    /// <summary>Nothing can be played yet.</summary>
    Processing,

    /// <summary>Plays in the quality it was recorded in.</summary>
    Instant,

    /// <summary>Plays in every size.</summary>
    Ready,

    /// <summary>Can't be played; the page says why.</summary>
    Failed,
}
