using System.Net;
using Lectern.Lti.Http;
using Lectern.Lti.Json;
using Lectern.Lti.ServiceTokens;

namespace Lectern.Lti.Services;

/// <summary>What a service's answer means when it is no success.</summary>
internal static class ServiceRefusals
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Null when the answer is a success.</summary>
    public static Rejection? Of(ServiceCall call, ServiceToken token, PlatformAnswer answer, DateTimeOffset now) => answer switch
    {
        { IsSuccess: true } => null,
        { Status: null } => Rejections.ServiceUnreachable with { Detail = answer.Failure, IsTransient = MayPass(answer.Fault) },
        { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } when LacksScope(call, token) => Rejections.ScopeNotGranted.With(call.Scope),
        _ => Describe(Kind(answer), answer, now),
    };

    public static bool IsTransient(PlatformAnswer answer) =>
        answer.Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || IsCanvasRateLimit(answer);

    public static TimeSpan? Wait(PlatformAnswer answer, DateTimeOffset now)
    {
        var wait = answer.RetryAfter?.Delta ?? (answer.RetryAfter?.Date - now);
        return wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestWait.Ticks)) : null;
    }

    private static Rejection Kind(PlatformAnswer answer) => answer.Status switch
    {
        HttpStatusCode.TooManyRequests => Rejections.ServiceBusy,
        HttpStatusCode.Forbidden when IsCanvasRateLimit(answer) => Rejections.ServiceBusy,
        >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => Rejections.ServiceFailing,
        HttpStatusCode.Unauthorized => Rejections.ServiceTokenNotTaken,
        HttpStatusCode.Forbidden => Rejections.ServiceForbidden,
        HttpStatusCode.NotFound or HttpStatusCode.Gone => Rejections.ServiceTargetGone,
        _ => Rejections.ServiceRefused,
    };

    // A platform's words on a score or a member may repeat what we sent, so they are shown and never logged.
    private static Rejection Describe(Rejection kind, PlatformAnswer answer, DateTimeOffset now) => kind with
    {
        Detail = $"HTTP {(int)answer.Status!}",
        PlatformText = PlainText.Clip(answer.Text) is { Length: > 0 } words ? words : null,
        RetryAfter = kind.IsTransient ? Wait(answer, now) : null,
    };

    // A proxy in maintenance redirects, a broken network is slow: both pass. A private address or an endless answer does not.
    private static bool MayPass(PlatformHttpFault? fault) => fault is null or PlatformHttpFault.TooSlow or PlatformHttpFault.Redirected;

    // RFC 6749 §5.1: the token may hold less than was asked for, when an administrator took a scope away.
    private static bool LacksScope(ServiceCall call, ServiceToken token) => !token.Scopes.Contains(call.Scope, StringComparer.Ordinal);

    private static bool IsCanvasRateLimit(PlatformAnswer answer) =>
        answer.Status is HttpStatusCode.Forbidden && answer.Text.Contains("Rate Limit Exceeded", StringComparison.OrdinalIgnoreCase);
}
