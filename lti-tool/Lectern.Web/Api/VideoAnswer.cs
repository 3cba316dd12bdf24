using Lectern.Core.Collections;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;

namespace Lectern.Web.Api;

/// <summary>A video as scripts see it.</summary>
internal sealed record VideoAnswer(
    Guid Id,
    string Title,
    string Visibility,
    string? Language,
    string State,
    double? DurationSeconds,
    IReadOnlyList<JobAnswer> Jobs,
    IReadOnlyList<CaptionAnswer> Captions,
    IReadOnlyList<RenditionAnswer> Renditions)
{
    /// <param name="withJobs">Its own teachers see what is going on and why it failed; students see the video.</param>
    internal static VideoAnswer From(CollectionItem item, IReadOnlyList<Job> jobs, bool withJobs)
    {
        var video = item.Video;
        return new VideoAnswer(
            video.Id,
            item.DisplayTitle,
            Name(item.Visibility),
            video.Language,
            video.StreamKind switch
            {
                StreamKind.Renditions => "ready",
                StreamKind.Instant or StreamKind.Grown => "instant",
                _ => jobs.Any(job => job is { Kind: JobKind.Video, State: JobState.Failed }) ? "failed" : "processing",
            },
            video.DurationSeconds,
            withJobs ? [.. jobs.Select(JobAnswer.From)] : [],
            [.. video.CaptionTracks.Select(track => new CaptionAnswer(track.Language, Name(track.Kind), track.CueCount))],
            [.. video.Renditions.Where(r => r.StreamVersion == video.StreamVersion).OrderByDescending(r => r.Height).Select(r => new RenditionAnswer(r.Height, r.Codecs, r.Bytes))]);
    }

    internal static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

internal sealed record JobAnswer(Guid Id, string Kind, string State, string? Step, int Percent, int Attempt, string? ErrorCode, string? LastError)
{
    internal static JobAnswer From(Job job) =>
        new(job.Id, VideoAnswer.Name(job.Kind), VideoAnswer.Name(job.State), job.Step, job.Percent, job.Attempt, job.ErrorCode, job.Error);
}

internal sealed record CaptionAnswer(string Language, string Kind, int CueCount);

internal sealed record RenditionAnswer(int Height, string Codecs, long Bytes);
