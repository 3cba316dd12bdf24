using System.Collections.Immutable;

namespace Lectern.CaptureAgent.Spool;

/// <summary>A recording as it stands in the spool now; its parts go on growing.</summary>
/// <param name="File">What is kept of it.</param>
/// <param name="Parts">Its parts, in the order they began.</param>
internal sealed record SpooledRecording(RecordingFile File, ImmutableList<SpooledPart> Parts)
{
    public Guid Id => File.Id;

    public bool IsEnded => File.EndedAt is not null;

    /// <summary>The part, or <see langword="null"/>.</summary>
    public SpooledPart? Find(string source, int part) => Parts.Find(candidate => candidate.Source == source && candidate.Part == part);
}
