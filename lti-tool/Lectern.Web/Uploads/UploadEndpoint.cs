using Lectern.Tus;
using Lectern.Web.Answers;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Lectern.Web.Uploads;

/// <summary>tus 1.0 at <c>/w/{launch}/uploads</c>. An upload is found only by the person and collection that began it.</summary>
internal static class UploadEndpoint
{
    private static readonly string[] Methods = ["OPTIONS", "POST", "HEAD", "PATCH", "DELETE"];

    internal static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/w/{launch:guid}/uploads").RequireAuthorization(LaunchPolicy.Name);
        group.MapMethods("", Methods, (HttpContext context, TusServer server, UploadHooks hooks) => AnswerAsync(context, null, server, hooks));
        group.MapMethods("/{upload}", Methods, (string upload, HttpContext context, TusServer server, UploadHooks hooks) => AnswerAsync(context, upload, server, hooks));
    }

    private static async Task AnswerAsync(HttpContext context, string? upload, TusServer server, UploadHooks hooks)
    {
        LiftLimits(context);
        var session = context.LaunchSession();
        var request = new TusRequest
        {
            Method = context.Request.Method,
            Header = name => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
            Owner = $"{session.Launch.PersonId:n}/{session.Launch.CollectionId:n}",
            CollectionUrl = $"/w/{session.LaunchId}/uploads",
            UploadId = upload,
            Body = context.Request.Body,
            HostState = session,
        };

        try
        {
            await WriteAsync(context, await server.HandleAsync(request, hooks, context.RequestAborted));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The connection was cut. What arrived is on the disk, and the client asks where to go on.
        }
    }

    // The upload's own limit holds, not the web server's 30 MB; and a slow line is no attack, while one that is dead has to end some time.
    private static void LiftLimits(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = new MinDataRate(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(2));
        }
    }

    private static async Task WriteAsync(HttpContext context, TusResponse response)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (response.Problem is { } problem && !HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsJsonAsync(new Problem(problem.Status, problem.Code, problem.Text, problem.Text), options: null, "application/problem+json", context.RequestAborted);
        }
    }
}
