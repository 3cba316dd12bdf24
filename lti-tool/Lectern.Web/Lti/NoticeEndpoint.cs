using Lectern.Core.Copies;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Lti.Notices;
using Lectern.Web.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Lti;

/// <summary>Where platforms post their notices (Platform Notification Service 1.0). Whoever posts proves nothing by posting: each notice is signed.</summary>
internal sealed partial class NoticeEndpoint(ILtiRegistrations registrations, LtiProtocol protocol, LearnCopyNotice copied, ILogger<NoticeEndpoint> logger)
{
    internal static string AddressPath(Guid registration) => $"{LtiProtocol.NoticesPath}/{registration}";

    internal async Task<IResult> ReceiveAsync(Guid registration, HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var post = NoticePost.Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
        if (!post.IsAccepted)
        {
            return Problems.Result(post.Rejection);
        }

        if (await registrations.FindAsync(registration, cancellationToken) is not { } known)
        {
            return Problems.Result(Refusals.NoSuchPage);
        }

        Rejection? transient = null;
        foreach (var token in post.Value.Tokens)
        {
            var notice = await protocol.Notices.VerifyAsync(known, token, cancellationToken);
            if (notice.IsAccepted)
            {
                await KeepAsync(known, notice.Value, cancellationToken);
                continue;
            }

            Log.Refused(logger, known.Id, notice.Rejection);
            transient = notice.Rejection.IsTransient ? notice.Rejection : transient;
        }

        // One that may be believed later is worth sending again; a refused one is not, and says nothing about the others.
        return transient is null ? TypedResults.Ok() : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private async Task KeepAsync(LtiRegistration registration, Notice notice, CancellationToken cancellationToken)
    {
        if (notice is ContextCopyNotice copy)
        {
            await copied.RunAsync(registration.Id, copy.Context.Id, copy.OriginContexts, cancellationToken);
        }

        Log.Received(logger, registration.Id, notice);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Registration {Registration} sent {Notice}.")]
        internal static partial void Received(ILogger logger, Guid registration, Notice notice);

        [LoggerMessage(2, LogLevel.Warning, "A notice for registration {Registration} was refused. {Rejection}")]
        internal static partial void Refused(ILogger logger, Guid registration, Rejection rejection);
    }
}

internal static class NoticeRoutes
{
    internal static void MapNotices(this IEndpointRouteBuilder routes) => routes
        .MapPost(LtiProtocol.NoticesPath + "/{registration:guid}", (Guid registration, NoticeEndpoint notices, HttpContext context, CancellationToken cancellationToken) =>
            notices.ReceiveAsync(registration, context, cancellationToken))
        .WithMetadata(new LargestNotice())
        .AllowAnonymous();

    private sealed class LargestNotice : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => NoticePost.LargestBody;
    }
}
