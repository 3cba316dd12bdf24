using System.Text;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Capture;

/// <summary>
/// The rooms' figures in Prometheus' text form, for whoever brings the configured token. That a request comes from this machine opens nothing: behind a proxy all of them do.
/// </summary>
internal static class MetricsApi
{
    private const string TextType = "text/plain; version=0.0.4";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", ReadAsync).AllowAnonymous();

    private static async Task<IResult> ReadAsync(IOptions<MetricsOptions> options, ReadFleet fleet, TimeProvider time, HttpContext context, CancellationToken cancellationToken) =>
        Opens(options.Value.Token, context.Request.Headers.Authorization.ToString())
            ? TypedResults.Text(FleetText.Of(await fleet.RunAsync(cancellationToken), time.GetUtcNow()), TextType, Encoding.UTF8)
            : TypedResults.NotFound();

    private static bool Opens(string? token, string header) =>
        !string.IsNullOrEmpty(token) && Secret.Matches(header, Secret.Hash($"Bearer {token}"));
}
