using Microsoft.Extensions.Options;

namespace Lectern.Web;

/// <summary>Says in a sentence with a code what is wrong with our address, before anything is served under it.</summary>
internal sealed class WebOptionsCheck : IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, WebOptions options) =>
        FaultOf(options.PublicUrl) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    private static string? FaultOf(string address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return "PublicUrl is missing. Set LECTERN_PublicUrl to the address that people and platforms use, such as https://video.example.edu. CFG-001";
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            return "PublicUrl has to be an address such as https://video.example.edu, without a path. CFG-002";
        }

        return url.Scheme == "http" && !url.IsLoopback
            ? "PublicUrl has to begin with https: browsers give Lectern no sign-in over http, except on the machine itself. CFG-003"
            : null;
    }
}
