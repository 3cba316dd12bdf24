using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Lti;

/// <summary>The tool configuration at an address, for Canvas's "Enter URL". It says what every Canvas administrator may know.</summary>
internal static class CanvasConfigurationEndpoint
{
    internal static void MapCanvasConfiguration(this IEndpointRouteBuilder routes) => routes.MapGet("/lti/canvas/{environment}.json", Get).AllowAnonymous();

    internal static string PathOf(CanvasEnvironment environment) => $"/lti/canvas/{Key(environment)}.json";

    private static IResult Get(string environment, IOptions<WebOptions> options) =>
        Enum.GetValues<CanvasEnvironment>().Where(one => Key(one) == environment).Select(one => (CanvasEnvironment?)one).FirstOrDefault() is { } found
            ? TypedResults.Text(CanvasConfiguration.Build(new Uri(options.Value.PublicUrl), found).ToJsonString(CanvasConfiguration.Readable), "application/json")
            : TypedResults.NotFound();

    private static string Key(CanvasEnvironment environment) => environment switch
    {
        CanvasEnvironment.Beta => "beta",
        CanvasEnvironment.SelfHosted => "self-hosted",
        _ => "production",
    };
}
