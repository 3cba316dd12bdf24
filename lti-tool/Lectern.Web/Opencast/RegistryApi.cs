using Lectern.Core.Capture.Boxes;
using Lectern.Web.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Opencast;

/// <summary>Where boxes find the rest, who they are, and what they ask before they record: which series and workflows there are. There is one workflow and no series, for a booking says where it goes.</summary>
internal static class RegistryApi
{
    /// <summary>Boxes ask for it before they speak as that version does.</summary>
    private const string Version = "16.0.0";

    private const string Workflow = "lectern";
    private static readonly string[] s_tags = ["schedule", "upload"];
    private static readonly string[] s_roles = ["ROLE_CAPTURE_AGENT"];
    private static readonly Dictionary<string, string> s_paths = new()
    {
        ["org.opencastproject.capture.admin"] = "/capture-admin",
        ["org.opencastproject.scheduler"] = "/recordings",
        ["org.opencastproject.ingest"] = "/ingest",
        ["org.opencastproject.search"] = "/search",
    };

    internal static void Map(IEndpointRouteBuilder boxes)
    {
        boxes.MapGet("/services/available.json", Services);
        boxes.MapGet("/services/services.json", Services);
        boxes.MapGet("/services/hosts.json", IResult (IOptions<WebOptions> options) => TypedResults.Ok(new { hosts = new { host = new { base_url = HostOf(options), online = true, active = true, maintenance = false } } }));
        boxes.MapGet("/info/me.json", IResult (HttpContext context) => TypedResults.Ok(MeOf(context.Device().Id.ToString("n"))));
        boxes.MapGet("/info/components.json", IResult () => TypedResults.Ok(new { rest = new[] { new { version = Version } } }));
        boxes.MapGet("/info/health", IResult () => TypedResults.Ok(new { status = "pass", version = "1", releaseId = Version }));
        boxes.MapGet("/sysinfo/bundles/version", IResult () => TypedResults.Ok(new { consistent = true, version = Version }));
        boxes.MapGet("/series/count", () => TypedResults.Text("0"));
        boxes.MapGet("/admin-ng/series/series.json", IResult (int? limit, int? offset) => TypedResults.Ok(new { total = 0, offset = offset ?? 0, count = 0, limit = limit ?? 100, results = Array.Empty<string>() }));
        boxes.MapGet("/workflow/definitions.json", IResult () => TypedResults.Ok(new { definitions = new { definition = new[] { new { id = Workflow, title = "Lectern", tags = new { tag = s_tags } } } } }));
        boxes.MapGet("/search/episode.json", SearchAsync);
    }

    private static IResult Services(string? serviceType, IOptions<WebOptions> options) =>
        s_paths.TryGetValue(serviceType ?? "", out var path)
            ? TypedResults.Ok(new { services = new { service = new { type = serviceType, host = HostOf(options), path, active = true, online = true, maintenance = false, jobproducer = true } } })
            : TypedResults.Ok(new { services = new { } });

    // Galicaster asks whether what it could not bring is there after all.
    private static async Task<IResult> SearchAsync(string? id, FindBoxRecording find, HttpContext context, CancellationToken cancellationToken)
    {
        var total = MediaPackage.IsId(id) && await find.HasEndedAsync(context.Device(), id!, cancellationToken) ? 1 : 0;
        return TypedResults.Ok(new Dictionary<string, object> { ["search-results"] = new { offset = 0, limit = 1, total } });
    }

    private static string HostOf(IOptions<WebOptions> options) => options.Value.Address("").TrimEnd('/');

    private static object MeOf(string user) => new
    {
        org = new { id = "mh_default_org", name = "Lectern" },
        roles = s_roles,
        userRole = $"ROLE_USER_{user}",
        user = new { username = user, name = user },
    };
}
