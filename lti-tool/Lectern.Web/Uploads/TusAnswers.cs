using Lectern.Tus;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Uploads;

/// <summary>A request of the upload protocol, from the web server's hands into the protocol's and back.</summary>
internal static class TusAnswers
{
    /// <summary>A refusal in the protocol's form, in the language of the request.</summary>
    internal static TusProblem AsTus(this Refusal refusal, IStringLocalizer<Words> say) => new(refusal.Status, refusal.Code, $"{refusal.TitleIn(say)}. {refusal.TextIn(say)}");

    internal static async Task AnswerAsync(HttpContext context, TusServer server, ITusHooks hooks, string owner, string collection, string? upload, object state)
    {
        LiftLimits(context);
        var request = new TusRequest
        {
            Method = context.Request.Method,
            Header = name => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
            Owner = owner,
            CollectionUrl = collection,
            UploadId = upload,
            Body = context.Request.Body,
            HostState = state,
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
