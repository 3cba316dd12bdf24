using System.Reflection;

namespace Lectern.PracticeLms.Web;

/// <summary>The style sheet and scripts, out of the assembly.</summary>
internal static class Assets
{
    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", (string name) =>
    {
        var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"assets/{name}");
        return stream is null ? (IResult)TypedResults.NotFound() : TypedResults.Stream(stream, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8");
    });
}
