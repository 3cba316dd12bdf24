using Lectern.Core.Storage;

namespace Lectern.Core.Playback;

/// <summary>A media prefix that verified: read this folder until then.</summary>
public sealed record MediaGrant(Guid VideoId, MediaKey Folder, DateTimeOffset Expires);
