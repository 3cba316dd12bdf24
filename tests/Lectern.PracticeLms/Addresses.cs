using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Lectern.PracticeLms;

/// <summary>The platform's own addresses; all start with the issuer.</summary>
internal sealed class Addresses(LmsOptions options, IServer server)
{
    public const string ConfigurationPath = "/.well-known/openid-configuration";
    public const string AuthorizationPath = "/lti/authorize";
    public const string TokenPath = "/lti/token";
    public const string JwksPath = "/lti/jwks";
    public const string RegistrationPath = "/lti/register";
    public const string DeepLinkReturnPath = "/lti/deep-link-return";
    public const string ReturnPath = "/lti/return";

    public string Issuer => options.Issuer ?? Listened();

    public string Of(string path) => Issuer + path;

    public string Configuration => Of(ConfigurationPath);

    /// <summary>The port may be given by the system, so the address is read from the running server.</summary>
    private string Listened()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        var url = new UriBuilder(address);
        url.Host = options.PublicHost ?? url.Host;
        return url.Uri.GetLeftPart(UriPartial.Authority);
    }
}
