using Lectern.Core.Grades;
using Lectern.Core.ResourceLinks;
using Lectern.Web.Answers;
using Lectern.Web.Lti;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Api;

/// <summary>Answers a deep linking launch: our script posts the signed items from the person's browser.</summary>
internal static class DeepLinkApi
{
    private const int Most = 100;

    internal readonly record struct Item(Guid Video, int? Start = null, int? Points = null);

    internal sealed record Request(IReadOnlyList<Item> Items);

    internal sealed record Answer(string Action, string Jwt);

    internal static void MapDeepLink(this IEndpointRouteBuilder api) => api.MapPost("/deep-link", RunAsync);

    private static async Task<IResult> RunAsync(
        Request request, PlaceVideos place, LtiProtocol protocol, IOptions<WebOptions> options, HttpContext context, CancellationToken cancellationToken)
    {
        if (request.Items.Count > Most)
        {
            return Problems.Result(Refusals.TooManyPlaced.With(Most));
        }

        if (request.Items.Any(item => item.Points is < 1 or > GradedLink.MostPoints))
        {
            return Problems.Result(Refusals.PointsOutOfRange.With(GradedLink.MostPoints));
        }

        var placements = request.Items.Select(item => new Placement(item.Video, Math.Max(0, item.Start ?? 0), item.Points)).ToList();
        var signer = await protocol.ToolKeysAsync(cancellationToken);
        return await place.RunAsync(context.Launch(), placements, options.Value.Address(LtiProtocol.LaunchPath), signer, cancellationToken) switch
        {
            null => Problems.Result(Refusals.NotYours),
            { IsAccepted: true } response => TypedResults.Ok(new Answer(response.Value.ReturnUrl, response.Value.Jwt)),
            { Rejection: var refusal } => Problems.Result(refusal!),
        };
    }
}
