using Lectern.Core.Platforms;
using Lectern.Lti;
using Lectern.Lti.Http;
using Lectern.Lti.Registration;
using Lectern.Web.Answers;
using Lectern.Web.Lti;
using Lectern.Web.Lti.Registering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Pages.Lti;

/// <summary>
/// Dynamic registration. Whoever opens this page proves their right by the invitation's code; it works in a platform's frame,
/// without cookies, and the invitation is spent by the successful post.
/// </summary>
[IgnoreAntiforgeryToken] // The code in the form is the right; nothing here takes rights from a cookie.
public sealed partial class RegisterModel(Invitations invitations, RegistrationClient client, ToolRegistrationFactory factory, RegisterPlatform register, ILogger<RegisterModel> logger) : LecternPage
{
    public string? Code { get; private set; }

    public string? ConfigurationAddress { get; private set; }

    public string? RegistrationToken { get; private set; }

    public OpenIdConfiguration? Configuration { get; private set; }

    public string? SuggestedName { get; private set; }

    /// <summary>What IT chooses among.</summary>
    public RegistrationOffer Offer { get; private set; } = null!;

    public string? RegisteredName { get; private set; }

    /// <summary>True when the LMS has not said yet where it installs us: its first launch waits for approval.</summary>
    public bool LacksDeployment { get; private set; }

    /// <summary>Scopes that were asked for and not granted.</summary>
    public IReadOnlyList<string> Withheld { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? code, [FromQuery(Name = "openid_configuration")] string? address, [FromQuery(Name = "registration_token")] string? token, CancellationToken cancellationToken)
    {
        (Code, ConfigurationAddress, RegistrationToken) = (code, address, token);
        if (await invitations.FindOpenAsync(code ?? "", cancellationToken) is not { } invitation)
        {
            return NoInvitation();
        }

        var configuration = await client.GetConfigurationAsync(address, token, cancellationToken);
        if (!configuration.IsAccepted)
        {
            return Refuse(configuration.Rejection);
        }

        (Configuration, Offer) = (configuration.Value, new RegistrationOffer(configuration.Value));
        SuggestedName = invitation.PlatformName ?? configuration.Value.CanvasAccountName ?? new Uri(configuration.Value.Issuer).Host;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? code, [FromForm(Name = "openid_configuration")] string? address, [FromForm(Name = "registration_token")] string? token, [FromForm] string? name, [FromForm] RegistrationForm form, CancellationToken cancellationToken)
    {
        if (await invitations.FindOpenAsync(code ?? "", cancellationToken) is not { } invitation)
        {
            return NoInvitation();
        }

        var configuration = await client.GetConfigurationAsync(address, token, cancellationToken);
        if (!configuration.IsAccepted)
        {
            return Refuse(configuration.Rejection);
        }

        if (await invitations.TryClaimAsync(invitation.Id, cancellationToken) is not { } claim)
        {
            return NoInvitation();
        }

        try
        {
            // From here on a gone browser must not leave the platform registered and us without its row.
            Configuration = configuration.Value;
            return await RegisterAsync(claim, configuration.Value, address!, token, name, form.ChoicesOf(configuration.Value), CancellationToken.None);
        }
        catch
        {
            await invitations.GiveBackAsync(claim, CancellationToken.None);
            throw;
        }
    }

    private async Task<IActionResult> RegisterAsync(InvitationClaim claim, OpenIdConfiguration configuration, string address, string? token, string? name, RegistrationChoices choices, CancellationToken cancellationToken)
    {
        var answer = await client.RegisterAsync(configuration, factory.Build(configuration, choices), token, cancellationToken);
        if (!answer.IsAccepted)
        {
            await invitations.GiveBackAsync(claim, cancellationToken);
            return Refuse(answer.Rejection);
        }

        var registration = answer.Value.ToRegistration(Guid.CreateVersion7(), configuration);
        string[] origins = [address, configuration.AuthorizationEndpoint, configuration.RegistrationEndpoint];
        var registered = await register.RunAsync(claim, name, registration, answer.Value.DeploymentId, origins.Select(Origin.Of).OfType<string>(), cancellationToken);
        if (registered.Platform is not { } platform)
        {
            await invitations.GiveBackAsync(claim, cancellationToken);
            return registered.Refusal == RegisterRefusal.Late ? NoInvitation() : Refuse(Refusals.OtherAddresses, whole: true);
        }

        (RegisteredName, LacksDeployment) = (platform.Name, answer.Value.DeploymentId is null);
        Withheld = [.. choices.Scopes.Except(answer.Value.GrantedScopes, StringComparer.Ordinal)];
        Log.Registered(logger, registration.Id, registration.Issuer);
        return Page();
    }

    private ViewResult NoInvitation() => Refuse(Refusals.InvitationUnusable, whole: true);

    private ViewResult Refuse(Rejection rejection)
    {
        Log.Refused(logger, rejection);
        // Read by an administrator, who can use the exact reason.
        var message = MessageView.Of(rejection, Say);
        return Message(rejection.Detail is null ? message : message with { Text = $"{message.Text} ({rejection.Detail})" }, StatusCodes.Status400BadRequest, whole: true);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Registration {Registration} with {Issuer} was made.")]
        internal static partial void Registered(ILogger logger, Guid registration, string issuer);

        [LoggerMessage(2, LogLevel.Warning, "A registration was refused. {Rejection}")]
        internal static partial void Refused(ILogger logger, Rejection rejection);
    }
}
