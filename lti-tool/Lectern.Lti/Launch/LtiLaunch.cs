using System.Text.Json;
using Lectern.Lti.DeepLinking;
using Lectern.Lti.Grades;
using Lectern.Lti.Groups;
using Lectern.Lti.Memberships;
using Lectern.Lti.Notices;

namespace Lectern.Lti.Launch;

/// <summary>A launch that passed every check. No record, so that no log prints a name.</summary>
public sealed class LtiLaunch
{
    /// <summary>The registration whose platform signed the launch.</summary>
    public required LtiRegistration Registration { get; init; }

    /// <summary>The login this launch ends.</summary>
    public required LoginState Login { get; init; }

    /// <summary>The platform's issuer.</summary>
    public string Issuer => Registration.Issuer;

    /// <summary>This tool's id on the platform.</summary>
    public string ClientId => Registration.ClientId;

    /// <summary>The deployment.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>The person's id, unique on its platform only.</summary>
    public required string Subject { get; init; }

    /// <summary>The message.</summary>
    public required LtiMessageType MessageType { get; init; }

    /// <summary>The page of this tool that is to open; on one of its own origins.</summary>
    public required string TargetLinkUri { get; init; }

    /// <summary>The course; null outside of one.</summary>
    public ContextClaim? Context { get; init; }

    /// <summary>The link; always there for <see cref="LtiMessageType.ResourceLink"/>, never for <see cref="LtiMessageType.DeepLinking"/>.</summary>
    public ResourceLinkClaim? ResourceLink { get; init; }

    /// <summary>The person's roles.</summary>
    public required LtiRoles Roles { get; init; }

    /// <summary>What the platform tells of the person.</summary>
    public required PersonClaims Person { get; init; }

    /// <summary>How the platform shows the tool.</summary>
    public required LaunchPresentationClaim Presentation { get; init; }

    /// <summary>Custom parameters. Those that are null or were left unresolved by the platform (<c>$…</c>, Blackboard also <c>@X@…@X@</c>) are absent.</summary>
    public required IReadOnlyDictionary<string, string> Custom { get; init; }

    /// <summary>Ids of the student information system.</summary>
    public required LisClaim Lis { get; init; }

    /// <summary>The platform's own words on itself.</summary>
    public required ToolPlatformClaim Platform { get; init; }

    /// <summary>What the platform takes as an answer; always there for <see cref="LtiMessageType.DeepLinking"/>, null otherwise.</summary>
    public DeepLinkingSettings? DeepLinking { get; init; }

    /// <summary>Whom a submission review or data privacy launch is about.</summary>
    public ForUserClaim? ForUser { get; init; }

    /// <summary>Origins of the platform's addresses in this launch, distinct: its frames' origins, learned from a verified source.</summary>
    public required IReadOnlyList<string> ServiceOrigins { get; init; }

    /// <summary>Every claim, for services such as grades and memberships. Holds personal data.</summary>
    public required JsonElement RawClaims { get; init; }

    /// <summary>Grades of this course; null when the platform offers none here.</summary>
    public GradesEndpoint? Grades => GradesEndpoint.Read(RawClaims);

    /// <summary>Members of this course; null when the platform offers none here.</summary>
    public MembershipsEndpoint? Memberships => MembershipsEndpoint.Read(RawClaims);

    /// <summary>Groups of this course; null when the platform offers none here.</summary>
    public GroupsEndpoint? Groups => GroupsEndpoint.Read(RawClaims);

    /// <summary>Notices to this deployment; null when the platform offers none.</summary>
    public NoticesEndpoint? Notices => NoticesEndpoint.Read(RawClaims);

    /// <summary>What this launch was called in LTI 1.1; null when the platform does not say.</summary>
    public MigrationClaim? Migration => MigrationClaim.Read(this);

    /// <summary>What a grader is to see; null unless this is a <see cref="LtiMessageType.SubmissionReview"/>.</summary>
    public SubmissionReviewLaunch? Review =>
        MessageType == LtiMessageType.SubmissionReview && ForUser is not null ? new SubmissionReviewLaunch(ForUser, Grades?.LineItem, ResourceLink?.Id) : null;

    /// <summary>Courses this one was copied from, out of a custom parameter that was registered as <c>$Context.id.history</c>.</summary>
    /// <param name="parameter">The custom parameter's name.</param>
    /// <returns>Null when the platform does not say; empty when the course is no copy.</returns>
    public ContextHistory? ReadHistory(string parameter) => ContextHistory.Read(Custom.GetValueOrDefault(parameter));

    /// <summary>
    /// Ids out of a custom parameter, such as the person's sections (<c>$Canvas.course.sectionIds</c>, <c>$com.instructure.User.sectionNames</c>)
    /// or groups (<c>$Moodle.Person.userGroupIds</c>).
    /// </summary>
    /// <param name="parameter">The custom parameter's name.</param>
    /// <returns>Distinct, in the platform's order. Null when the platform does not say; empty when there are none.</returns>
    public IReadOnlyList<string>? ReadIds(string parameter) => CustomList.Read(Custom.GetValueOrDefault(parameter));

    /// <summary>What a deep linking response needs to know of this launch, fit to be stored until the person has chosen.</summary>
    /// <returns>Null when the platform did not ask for content.</returns>
    public DeepLinkingFacts? ToDeepLinkingFacts() => DeepLinking is null ? null : new DeepLinkingFacts(Issuer, ClientId, DeploymentId, DeepLinking);
}
