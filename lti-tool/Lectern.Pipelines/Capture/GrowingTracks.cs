using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Recordings;

namespace Lectern.Pipelines.Capture;

/// <summary>
/// What of a recording grows: its main picture, who speaks, and its sound, each of a single part. After a pause or a restart only joining brings parts together;
/// who speaks is then left out, and without the other two nothing grows.
/// </summary>
internal sealed record GrowingTracks(RecordingPart? Pictures, RecordingPart? Presenter, RecordingPart? Sound)
{
    /// <summary>What says when the presentation begins.</summary>
    public RecordingPart Main => Pictures ?? Sound!;

    /// <param name="recording">With sources and parts.</param>
    /// <param name="isOver">Whether a source that has brought nothing never will.</param>
    public static GrowingTracks? Of(Recording recording, bool isOver)
    {
        var sources = recording.Sources.OrderBy(source => source.Role).ThenBy(source => source.Name)
            .Select(source => (IsSound: source.Role is SourceRole.Sound or SourceRole.SpareSound, Parts: recording.Parts.Where(part => part.Source == source.Name).ToList()))
            .Where(source => !isOver || source.Parts.Count > 0).ToList();
        var pictures = sources.Where(source => !source.IsSound).Select(source => source.Parts).ToList();
        var sounds = sources.Where(source => source.IsSound).Select(source => source.Parts).ToList();
        List<RecordingPart> none = [];
        var (first, second, heard) = (pictures.ElementAtOrDefault(0) ?? none, pictures.ElementAtOrDefault(1) ?? none, sounds.ElementAtOrDefault(0) ?? none);
        var hasMain = (pictures.Count > 0 ? first : heard).Count == 1;
        return hasMain && first.Count <= 1 && heard.Count <= 1
            ? new GrowingTracks(first.SingleOrDefault(), second.Count == 1 ? second[0] : null, heard.SingleOrDefault())
            : null;
    }
}
