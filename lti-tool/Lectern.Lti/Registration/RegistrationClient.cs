using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Lti.Http;
using Lectern.Lti.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Registration;

/// <summary>Talks to a platform while this tool is registered (Dynamic Registration 1.0 §3.3 to §3.6).</summary>
/// <param name="clients">Gives the guarded client (see <see cref="PlatformHttp"/>).</param>
/// <param name="http">The limits of that client.</param>
public sealed class RegistrationClient(Func<HttpClient> clients, PlatformHttpOptions http)
{
    /// <summary>Fetches and checks the platform's configuration.</summary>
    /// <param name="address">openid_configuration of the registration's start.</param>
    /// <param name="registrationToken">registration_token of the registration's start, when there was one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The configuration; or REG-001 to REG-005.</returns>
    public async Task<LtiResult<OpenIdConfiguration>> GetConfigurationAsync(string? address, string? registrationToken, CancellationToken cancellationToken)
    {
        if (Origin.Of(address) is null || !http.Allows(new Uri(address!)))
        {
            return Rejections.ConfigurationAddressRefused;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address!));
        Prepare(request, registrationToken);
        var answer = await PlatformAnswer.ReceiveAsync(clients(), request, cancellationToken);
        if (answer.Status is null)
        {
            return Rejections.ConfigurationUnreachable.With(answer.Failure ?? "no answer");
        }

        return answer.IsSuccess ? OpenIdConfigurationReader.Read(answer.Body, request.RequestUri!, http) : Rejections.ConfigurationRefused.With(Words(answer));
    }

    /// <summary>Posts the registration. Not to be repeated after a success: the platform would store a second tool.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="registration">What <see cref="ToolRegistration"/> built.</param>
    /// <param name="registrationToken">registration_token of the registration's start, when there was one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the platform gave; or REG-020 to REG-024.</returns>
    public async Task<LtiResult<RegistrationAnswer>> RegisterAsync(OpenIdConfiguration platform, JsonObject registration, string? registrationToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(registration);
        using var content = new StringContent(registration.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(platform.RegistrationEndpoint)) { Content = content };
        Prepare(request, registrationToken);
        var answer = await PlatformAnswer.ReceiveAsync(clients(), request, cancellationToken);
        return answer switch
        {
            { Status: null } => Rejections.RegistrationUnreachable.With(answer.Failure ?? "no answer"),
            { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => Rejections.RegistrationTokenRefused.With(Words(answer)),
            // The specification says 201, Moodle says 200.
            { IsSuccess: false } => Rejections.RegistrationRefused.With(Words(answer)),
            _ => Read(answer, registration),
        };
    }

    private static LtiResult<RegistrationAnswer> Read(PlatformAnswer answer, JsonObject registration)
    {
        if (!StrictJson.TryParseObject(answer.Body, out var json))
        {
            return Rejections.RegistrationAnswerUnreadable.With(Words(answer));
        }

        if (json.Filled("client_id") is not { Length: <= 255 } clientId)
        {
            return Rejections.RegistrationAnswerIncomplete;
        }

        return new RegistrationAnswer(clientId, DeploymentId(json), Scopes(json.Text("scope") ?? registration["scope"]?.GetValue<string>()));
    }

    // In the tool configuration, as text; some platforms write a number, or put it beside client_id.
    private static string? DeploymentId(JsonElement json)
    {
        var configuration = json.Object(Claims.ToolConfiguration) ?? default;
        var id = (configuration.Get("deployment_id") ?? json.Get("deployment_id")) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
        return id is { Length: > 0 and <= 255 } ? id : null;
    }

    private static string[] Scopes(string? scope) => scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Words(PlatformAnswer answer) => $"HTTP {(int)answer.Status!}: {PlainText.Clip(answer.Text)}";

    private static void Prepare(HttpRequestMessage request, string? registrationToken)
    {
        request.Headers.Accept.ParseAdd("application/json");
        if (!string.IsNullOrEmpty(registrationToken) && registrationToken.All(letter => letter is > ' ' and <= '~'))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", registrationToken);
        }
    }
}
