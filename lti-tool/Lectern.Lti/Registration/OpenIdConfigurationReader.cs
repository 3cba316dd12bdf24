using System.Text.Json;
using Lectern.Lti.Http;
using Lectern.Lti.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti.Registration;

/// <summary>Reads a platform's configuration and collects every fault, so that an administrator mends them in one go.</summary>
public static class OpenIdConfigurationReader
{
    /// <summary>Reads and checks.</summary>
    /// <param name="json">The configuration.</param>
    /// <param name="address">Where it was fetched from: the issuer has to live on the same host and port.</param>
    /// <param name="http">Says for which hosts http is allowed.</param>
    /// <returns>The configuration; or REG-004, or REG-005 with each fault in <see cref="Rejection.Causes"/>.</returns>
    public static LtiResult<OpenIdConfiguration> Read(ReadOnlySpan<byte> json, Uri address, PlatformHttpOptions http)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(http);
        if (!StrictJson.TryParseObject(json, out var configuration))
        {
            return Rejections.ConfigurationUnreadable;
        }

        Rejection?[] faults =
        [
            Issuer(configuration, address),
            Endpoint(configuration, "authorization_endpoint", http),
            Endpoint(configuration, "registration_endpoint", http),
            Endpoint(configuration, "jwks_uri", http),
            Endpoint(configuration, "token_endpoint", http),
            Unlisted(configuration, "id_token_signing_alg_values_supported", "RS256", Rejections.ConfigurationAlgorithmMissing),
            Unlisted(configuration, "response_types_supported", "id_token", Rejections.ConfigurationResponseTypeMissing),
            Unlisted(configuration, "token_endpoint_auth_methods_supported", "private_key_jwt", Rejections.ConfigurationAuthMethodMissing),
        ];
        List<Rejection> causes = [.. faults.OfType<Rejection>()];
        return causes.Count == 0 ? Build(configuration) : Faulty(causes);
    }

    private static Rejection Faulty(List<Rejection> causes) => Rejections.ConfigurationFaulty with
    {
        Detail = string.Join("; ", causes.Select(cause => cause.ToString())),
        Causes = causes,
    };

    // The token in the address was made for this issuer's page; an issuer elsewhere could claim any other school's name.
    private static Rejection? Issuer(JsonElement configuration, Uri address)
    {
        var issuer = configuration.Text("issuer");
        if (Origin.Of(issuer) is null)
        {
            return Rejections.ConfigurationIssuerMissing;
        }

        var uri = new Uri(issuer!);
        return string.Equals(uri.IdnHost, address.IdnHost, StringComparison.OrdinalIgnoreCase) && uri.Port == address.Port
            ? null
            : Rejections.ConfigurationIssuerElsewhere.With($"{uri.Authority} against {address.Authority}");
    }

    private static Rejection? Endpoint(JsonElement configuration, string name, PlatformHttpOptions http)
    {
        var text = configuration.Text(name);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return Rejections.ConfigurationEndpointMissing.With(name);
        }

        return Origin.Of(text) is not null && http.Allows(uri) ? null : Rejections.ConfigurationEndpointInsecure.With(name);
    }

    // What a platform does not list at all it leaves open; Dynamic Registration 1.0 makes the lists optional in practice.
    private static Rejection? Unlisted(JsonElement configuration, string list, string needed, Rejection rejection) =>
        configuration.Get(list) is null || configuration.Texts(list).Contains(needed, StringComparer.Ordinal) ? null : rejection;

    private static OpenIdConfiguration Build(JsonElement configuration)
    {
        var platform = configuration.Object(Claims.PlatformConfiguration) ?? default;
        return new OpenIdConfiguration
        {
            Issuer = configuration.Text("issuer")!,
            AuthorizationEndpoint = configuration.Text("authorization_endpoint")!,
            RegistrationEndpoint = configuration.Text("registration_endpoint")!,
            JwksUri = configuration.Text("jwks_uri")!,
            TokenEndpoint = configuration.Text("token_endpoint")!,
            AuthorizationServer = configuration.Filled("authorization_server"),
            Scopes = configuration.Texts("scopes_supported"),
            Claims = configuration.Texts("claims_supported"),
            ProductFamilyCode = platform.Filled("product_family_code"),
            ProductVersion = platform.Filled("version"),
            Messages = Messages(platform),
            Variables = platform.Texts("variables"),
            CanvasAccountName = platform.Filled("https://canvas.instructure.com/lti/account_name"),
        };
    }

    private static List<SupportedMessage> Messages(JsonElement platform) =>
        platform.Get("messages_supported") is not { ValueKind: JsonValueKind.Array } list
            ? []
            : [.. list.EnumerateArray().Where(message => message.Filled("type") is not null).Select(message => new SupportedMessage(message.Text("type")!, message.Texts("placements")))];
}
