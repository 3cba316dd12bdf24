using System.Text.Json;
using Lectern.Lti.Launch;

namespace Lectern.Lti;

/// <summary>Why a message of a peer was refused. The texts are English defaults; a host translates them by <see cref="Code"/>.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Title">Headline for the person in front of the page.</param>
/// <param name="Text">What happened, what still works and who can change it, for the same person.</param>
/// <param name="OperatorText">What an operator or LMS administrator needs to know to mend it.</param>
/// <param name="Clause">The clause of the specification the message broke.</param>
public sealed record Rejection(RejectionCode Code, string Title, string Text, string OperatorText, string Clause)
{
    /// <summary>More on this one case, for logs and operators. Never holds a token, a name or an e-mail address.</summary>
    public string? Detail { get; init; }

    /// <summary>The platform's own words on its error, without tags, e-mail addresses and tokens. They may name a person: show them, don't log them.</summary>
    public string? PlatformText { get; init; }

    /// <summary>The launch check that refused, when it was a launch.</summary>
    public FailedCheck? Check { get; init; }

    /// <summary>The login this launch belongs to, as soon as its state was verified.</summary>
    public LoginState? Login { get; init; }

    /// <summary>Where to send the person back (launch_presentation.return_url); only set after the token's signature was verified.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>Every claim of the token; only set after the signature was verified. Holds personal data: not for logs.</summary>
    public JsonElement? VerifiedClaims { get; init; }

    /// <summary>The deployment that is unknown or waits for approval, for a page on which an administrator takes it in; only set after the signature was verified.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>True when the same call may pass later although nobody mends anything: the platform is busy, down or out of reach.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the platform asks to wait, at most a day; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The single faults, where one refusal stands for several.</summary>
    public IReadOnlyList<Rejection> Causes { get; init; } = [];

    /// <summary>A copy that says more about this case.</summary>
    /// <param name="detail">Never a token, a name or an e-mail address.</param>
    /// <returns>The copy.</returns>
    public Rejection With(string detail) => this with { Detail = detail };

    /// <summary>Code, operator's text and detail, safe to log.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Detail is null ? $"{Code}: {OperatorText}" : $"{Code}: {OperatorText} ({Detail})";
}
