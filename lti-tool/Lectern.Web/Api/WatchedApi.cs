using Lectern.Core.Analytics;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Api;

/// <summary>What a player tells of what was watched, every few seconds and once more when its page goes.</summary>
internal static class WatchedApi
{
    private const int Most = 300;

    /// <param name="Ranges">Pairs of seconds: from, until.</param>
    internal sealed record Told(IReadOnlyList<double[]> Ranges);

    internal static void MapWatched(this IEndpointRouteBuilder api) => api.MapPost("/videos/{video:guid}/watched", KeepAsync);

    private static async Task<IResult> KeepAsync(Guid video, Told told, KeepWatched keep, HttpContext context, CancellationToken cancellationToken)
    {
        if (told.Ranges.Count > Most || told.Ranges.Any(range => range is not [>= 0 and < 1e6, >= 0 and < 1e6]))
        {
            return Problems.Result(Refusals.Unreadable);
        }

        var ranges = told.Ranges.Select(range => new SecondRange((int)Math.Round(range[0]), (int)Math.Round(range[1]))).ToList();
        return await keep.RunAsync(context.Launch(), video, ranges, cancellationToken) ? TypedResults.NoContent() : Problems.Result(Refusals.NotYours);
    }
}
