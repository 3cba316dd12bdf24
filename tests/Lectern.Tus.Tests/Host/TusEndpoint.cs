using Microsoft.AspNetCore.Http.Features;

namespace Lectern.Tus.Tests.Host;

/// <summary>The whole of what a web project needs to serve uploads: a request in, a response out.</summary>
public static class TusEndpoint
{
    private static readonly string[] Methods = ["OPTIONS", "POST", "HEAD", "PATCH", "DELETE"];

    public static void MapTus(this IEndpointRouteBuilder routes, string path, TusServer server, ITusHooks hooks)
    {
        routes.MapMethods(path, Methods, context => AnswerAsync(context, path, null, server, hooks));
        routes.MapMethods(path + "/{id}", Methods, context => AnswerAsync(context, path, (string)context.Request.RouteValues["id"]!, server, hooks));
    }

    private static async Task AnswerAsync(HttpContext context, string path, string? id, TusServer server, ITusHooks hooks)
    {
        // The limit of the upload protocol holds, not the web server's 30 MB.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        var request = new TusRequest
        {
            Method = context.Request.Method,
            Header = name => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
            Owner = context.Request.Headers["X-Owner"].ToString(),
            CollectionUrl = path,
            UploadId = id,
            Body = context.Request.Body,
        };
        TusResponse response;
        try
        {
            response = await server.HandleAsync(request, hooks, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await WriteAsync(context, response);
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
            await context.Response.WriteAsJsonAsync(
                new { title = problem.Text, status = problem.Status, code = problem.Code }, options: null, "application/problem+json", context.RequestAborted);
        }
    }
}
