using Lectern.Core.Captions;
using Lectern.Core.Copies;
using Lectern.Core.Jobs;
using Lectern.Core.Launches;
using Lectern.Core.Playback;
using Lectern.Core.Videos;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Api;

internal static class VideosApi
{
    private const int Most = 500;

    internal sealed record Choice(IReadOnlyList<Guid> Videos);

    internal sealed record Changed(int Count);

    /// <param name="Language">BCP 47 tag; empty to have it found out.</param>
    internal sealed record Change(string? Title = null, bool? PublishWhenCaptioned = null, string? Language = null);

    internal static void MapVideos(this IEndpointRouteBuilder api)
    {
        api.MapGet("/videos/{video:guid}", GetAsync);
        api.MapGet("/videos/{video:guid}/playback", GetPlaybackAsync);
        api.MapPatch("/videos/{video:guid}", ChangeAsync);
        api.MapPost("/videos/{video:guid}/retry", RetryAsync);
        api.MapPost("/videos/{video:guid}/own-copy", OwnCopyAsync);
        api.MapPost("/videos/publish", (Choice choice, EditVideos edit, HttpContext context, CancellationToken cancellationToken) =>
            EditAsync(choice, () => edit.PublishAsync(context.Launch(), choice.Videos, cancellationToken)));
        api.MapPost("/videos/unpublish", (Choice choice, EditVideos edit, HttpContext context, CancellationToken cancellationToken) =>
            EditAsync(choice, () => edit.UnpublishAsync(context.Launch(), choice.Videos, cancellationToken)));
        api.MapPost("/videos/delete", (Choice choice, EditVideos edit, HttpContext context, CancellationToken cancellationToken) =>
            EditAsync(choice, () => edit.DeleteAsync(context.Launch(), choice.Videos, cancellationToken)));
        api.MapPost("/videos/restore", (Choice choice, EditVideos edit, HttpContext context, CancellationToken cancellationToken) =>
            EditAsync(choice, () => edit.RestoreAsync(context.Launch(), choice.Videos, cancellationToken)));
    }

    private static async Task<IResult> GetAsync(Guid video, FindVideo find, ListJobs jobs, HttpContext context, CancellationToken cancellationToken)
    {
        var found = await find.RunAsync(context.Launch(), video, cancellationToken);
        return found.Item is not { } item
            ? Problems.Result(Refusals.Of(found))
            : TypedResults.Ok(VideoAnswer.From(item, await jobs.RunAsync(item.VideoId, cancellationToken), context.Launch().CanChange(item)));
    }

    private static async Task<IResult> OwnCopyAsync(Guid video, MakeOwnCopy copy, HttpContext context, CancellationToken cancellationToken) =>
        await copy.RunAsync(context.Launch(), video, cancellationToken) switch
        {
            OwnCopyOutcome.Begun => TypedResults.NoContent(),
            OwnCopyOutcome.Forbidden => Problems.Result(Refusals.NoOwnCopies),
            OwnCopyOutcome.OverQuota => Problems.Result(Refusals.OverQuota),
            _ => Problems.Result(Refusals.NotYours),
        };

    private static async Task<IResult> GetPlaybackAsync(Guid video, GetPlayback playback, HttpContext context, CancellationToken cancellationToken)
    {
        var found = await playback.RunAsync(context.Launch(), video, cancellationToken);
        return found.Playback is { } info ? TypedResults.Ok(info) : Problems.Result(Refusals.Of(found.Refusal, found.At));
    }

    private static async Task<IResult> ChangeAsync(Guid video, Change change, EditVideos edit, SetLanguage language, HttpContext context, CancellationToken cancellationToken)
    {
        var launch = context.Launch();
        if (change.Title is { } title)
        {
            if (title.Trim().Length is 0 or > EditVideos.LongestTitle)
            {
                return Problems.Result(Refusals.TitleLength.With(EditVideos.LongestTitle));
            }

            if (await edit.RenameAsync(launch, video, title.Trim(), cancellationToken) is null)
            {
                return Problems.Result(Refusals.NotYours);
            }
        }

        if (change.Language is { } tag)
        {
            var outcome = await language.RunAsync(launch, video, tag.Length == 0 ? null : tag, cancellationToken);
            if (outcome != SetLanguageOutcome.Set)
            {
                return Problems.Result(outcome == SetLanguageOutcome.Unknown ? Refusals.LanguageUnknown : Refusals.NotYours);
            }
        }

        return change.PublishWhenCaptioned is { } wanted && await edit.PublishWhenCaptionedAsync(launch, video, wanted, cancellationToken) is null
            ? Problems.Result(Refusals.NotYours)
            : TypedResults.NoContent();
    }

    private static async Task<IResult> RetryAsync(Guid video, FindVideo find, ListJobs jobs, RetryJob retry, HttpContext context, CancellationToken cancellationToken)
    {
        var launch = context.Launch();
        var found = await find.RunAsync(launch, video, cancellationToken);
        if (found.Item is not { } item || !launch.CanChange(item))
        {
            return Problems.Result(Refusals.NotYours);
        }

        var count = 0;
        foreach (var job in (await jobs.RunAsync(item.VideoId, cancellationToken)).Where(job => job.State == JobState.Failed))
        {
            count += await retry.RunAsync(job.Id, cancellationToken) == RetryJobOutcome.Queued ? 1 : 0;
        }

        return TypedResults.Ok(new Changed(count));
    }

    private static async Task<IResult> EditAsync(Choice choice, Func<Task<int?>> edit) =>
        choice.Videos.Count > Most ? Problems.Result(Refusals.TooManyChosen.With(Most))
        : await edit() is { } count ? TypedResults.Ok(new Changed(count))
        : Problems.Result(Refusals.NotYours);
}
