using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Opencast;

/// <summary>Where boxes find the rest, and who they are.</summary>
internal static class RegistryApi
{
    private static readonly string[] s_roles = ["ROLE_CAPTURE_AGENT"];
    private static readonly Dictionary<string, string> s_paths = new()
    {
        ["org.opencastproject.capture.admin"] = "/capture-admin",
        ["org.opencastproject.scheduler"] = "/recordings",
        ["org.opencastproject.ingest"] = "/ingest",
    };

    internal static void Map(IEndpointRouteBuilder boxes)
    {
        boxes.MapGet("/services/available.json", Services);
        boxes.MapGet("/info/me.json", (HttpContext context) => TypedResults.Ok(MeOf(context.Device().Id.ToString("n"))));
        // Boxes ask for the version before they speak of it.
        boxes.MapGet("/info/components.json", IResult () => TypedResults.Ok(new { rest = new[] { new { version = "16.0.0" } } }));
    }

    private static IResult Services(string? serviceType, IOptions<WebOptions> options) =>
        s_paths.TryGetValue(serviceType ?? "", out var path)
            ? TypedResults.Ok(new { services = new { service = new { type = serviceType, host = options.Value.Address("").TrimEnd('/'), path, active = true, online = true, maintenance = false, jobproducer = true } } })
            : TypedResults.Ok(new { services = new { } });

    private static object MeOf(string user) =>
        new { org = new { id = "mh_default_org" }, roles = s_roles, userRole = $"ROLE_USER_{user}", user = new { username = user } };
}
