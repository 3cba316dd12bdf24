using System.Net;
using System.Text.Json;
using Lectern.Lti.Http;
using Lectern.Lti.Json;
using Lectern.Lti.Services;

namespace Lectern.Lti.ServiceTokens;

/// <summary>Reads a token endpoint's answer (RFC 6749 §5). The content type is not looked at: Moodle sends JSON as text/html.</summary>
internal static class ServiceTokenReader
{
    private static readonly TimeSpan UnsaidLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    public static LtiResult<ServiceToken> Read(PlatformAnswer answer, IReadOnlyList<string> asked, DateTimeOffset now)
    {
        if (answer.Status is null)
        {
            return Rejections.TokenEndpointUnreachable.With(answer.Failure ?? "no answer");
        }

        var isJson = StrictJson.TryParseObject(answer.Body, out var json);
        if (!answer.IsSuccess || (isJson && json.Get("error") is not null))
        {
            return Refused(answer, isJson ? json : null, now);
        }

        return isJson ? Read(json, asked, now) : Rejections.ServiceTokenUnreadable.With("no JSON: " + PlainText.Clip(answer.Text, 120));
    }

    private static LtiResult<ServiceToken> Read(JsonElement json, IReadOnlyList<string> asked, DateTimeOffset now)
    {
        if (json.Filled("access_token") is not { } token || !token.All(IsTokenCharacter))
        {
            return Rejections.ServiceTokenUnreadable.With("no access_token");
        }

        if (json.Text("token_type") is { } type && !type.Equals("bearer", StringComparison.OrdinalIgnoreCase))
        {
            return Rejections.ServiceTokenUnreadable.With("token_type " + PlainText.Clip(type, 40));
        }

        return new ServiceToken { AccessToken = token, Scopes = Granted(json.Text("scope"), asked), ExpiresAt = now + Lifetime(json.Get("expires_in")) };
    }

    private static Rejection Refused(PlatformAnswer answer, JsonElement? json, DateTimeOffset now)
    {
        // Moodle puts an exception's text into "error" without escaping its quotes, so what is no JSON is still worth showing.
        var words = json is { } error ? $"{error.Text("error")} {error.Text("error_description")}" : answer.Text;
        var detail = $"HTTP {(int)answer.Status!}: {PlainText.Clip(words, 200)}";
        return json?.Text("error") == "invalid_scope"
            ? Rejections.ScopeNotGranted.With(detail)
            : Rejections.ServiceTokenRefused with { Detail = detail, IsTransient = ServiceRefusals.IsTransient(answer), RetryAfter = ServiceRefusals.Wait(answer, now) };
    }

    // RFC 6749 §5.1: no scope means what was asked for.
    private static IReadOnlyList<string> Granted(string? scope, IReadOnlyList<string> asked) =>
        string.IsNullOrWhiteSpace(scope) ? asked : scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static TimeSpan Lifetime(JsonElement? seconds)
    {
        var said = seconds switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) => value,
            { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), out var value) => value,
            _ => UnsaidLifetime.TotalSeconds,
        };
        return TimeSpan.FromSeconds(Math.Clamp(said, 0, LongestLifetime.TotalSeconds));
    }

    // RFC 6750 §2.1; anything else could not stand in a header.
    private static bool IsTokenCharacter(char letter) => letter is > ' ' and <= '~';
}
