using Lectern.Core.Platforms;
using Lectern.Lti;
using Lectern.Lti.Http;
using Lectern.Web.Lti;
using Lectern.Web.Lti.SelfTest;
using Lectern.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Pages.Admin;

/// <summary>Connects an LMS without dynamic registration: our values to copy, theirs to type.</summary>
public sealed class AddModel(AddPlatform add, PlatformSettings settings, PlatformSelfTest test, PlatformHttpOptions http, IOptions<WebOptions> options) : OperatorPage
{
    private const int LongestId = 255;
    private const int LongestAddress = 2000;

    public LmsPreset? Preset { get; private set; }

    public TypedPlatform Typed { get; private set; } = new();

    public string? Fault { get; private set; }

    public void OnGet(string? lms) => Preset = LmsPreset.Find(lms);

    public async Task<IActionResult> OnPostAsync(string? lms, [FromForm] TypedPlatform typed, CancellationToken cancellationToken)
    {
        (Preset, Typed) = (LmsPreset.Find(lms), typed);
        if (Preset is null)
        {
            return Page();
        }

        var registration = Preset.Complete(typed);
        if (FaultOf(registration, typed) is { } fault)
        {
            Fault = fault;
            return Page();
        }

        var deployment = string.IsNullOrWhiteSpace(typed.Deployment) ? null : typed.Deployment.Trim();
        if (await add.RunAsync(typed.Name, registration, deployment, Preset.Family, OperatorPolicy.Actor, cancellationToken) is not { } platform)
        {
            Fault = Say["Lectern knows this client id of this issuer already."];
            return Page();
        }

        // What can't be reached yet is no reason to refuse: the next page says it, and what else is to be switched.
        await test.RunAsync(new PlatformView((await settings.FindAsync(platform.Id, cancellationToken))!, []), cancellationToken);
        return RedirectToPage("/Admin/Platform", new { id = platform.Id });
    }

    public string Address(string path) => options.Value.Address(path);

    public string CanvasAddress(CanvasEnvironment environment) => Address(CanvasConfigurationEndpoint.PathOf(environment));

    public string CanvasJson(CanvasEnvironment environment) => CanvasConfiguration.Build(new Uri(options.Value.PublicUrl), environment).ToJsonString(CanvasConfiguration.Readable);

    private string? FaultOf(LtiRegistration registration, TypedPlatform typed)
    {
        if (!IsId(registration.ClientId) || (!string.IsNullOrWhiteSpace(typed.Deployment) && !IsId(typed.Deployment.Trim())))
        {
            return Say["Client id and deployment id are what the LMS shows: letters, digits and signs without spaces, at most 255."];
        }

        string[] addresses = [registration.Issuer, registration.AuthorizationEndpoint, registration.TokenEndpoint, registration.JwksUri];
        return addresses.FirstOrDefault(address => !IsAddress(address)) is { } wrong
            ? Say["“{0}” is no address that begins with https:// and names a host.", wrong].Value
            : null;
    }

    private bool IsAddress(string address) => address.Length <= LongestAddress && Uri.TryCreate(address, UriKind.Absolute, out var uri) && http.Allows(uri);

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(letter => letter is > ' ' and <= '~');
}
