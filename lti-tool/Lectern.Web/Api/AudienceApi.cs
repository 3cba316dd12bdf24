using Lectern.Core.Collections;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Api;

internal static class AudienceApi
{
    internal static void MapAudience(this IEndpointRouteBuilder api) => api.MapPut("/videos/{video:guid}/audience", SetAsync);

    private static async Task<IResult> SetAsync(Guid video, Audience audience, SetAudience set, HttpContext context, CancellationToken cancellationToken) =>
        await set.RunAsync(context.Launch(), video, audience, cancellationToken) switch
        {
            AudienceOutcome.Set => TypedResults.NoContent(),
            AudienceOutcome.EndsBeforeItBegins => Problems.Result(Refusals.EndsBeforeItBegins),
            AudienceOutcome.ChangedMeanwhile => Problems.Result(Refusals.ChangedMeanwhile),
            _ => Problems.Result(Refusals.NotYours),
        };
}
