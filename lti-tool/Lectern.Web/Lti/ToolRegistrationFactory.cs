using System.Text.Json.Nodes;
using Lectern.Core.Mapping;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Lti.Registration;
using Lectern.Web.Lti.Registering;
using Microsoft.Extensions.Options;
using ServiceScopes = Lectern.Lti.Scopes;

namespace Lectern.Web.Lti;

/// <summary>What we tell a platform about ourselves when we register.</summary>
public sealed class ToolRegistrationFactory(IOptions<WebOptions> options)
{
    internal const string LogoPath = "/dist/lectern.svg";
    internal const string Description = "Lecture videos with captions, in your course";

    private static readonly string[] s_nobody = ["iss", "sub"];
    private static readonly string[] s_names = [.. s_nobody, "name", "given_name", "family_name", "email"];

    /// <summary>What we ask every platform for.</summary>
    internal static IReadOnlyList<string> Scopes { get; } =
        [ServiceScopes.LineItem, ServiceScopes.LineItemReadOnly, ServiceScopes.ResultReadOnly, ServiceScopes.Score, ServiceScopes.ContextMembershipReadOnly, ServiceScopes.ContextGroupReadOnly, ServiceScopes.NoticeHandlers];

    /// <summary>What is posted to a platform.</summary>
    /// <param name="choices">What IT chose; what the platform does not offer is left out.</param>
    public JsonObject Build(OpenIdConfiguration platform, RegistrationChoices choices)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(choices);
        var launch = options.Value.Address(LtiProtocol.LaunchPath);
        return ToolRegistration.Build(platform, new ToolDescription
        {
            Name = "Lectern",
            Description = Description,
            LogoUri = options.Value.Address(LogoPath),
            InitiateLoginUri = options.Value.Address(LtiProtocol.LoginPath),
            RedirectUri = launch,
            JwksUri = options.Value.Address(LtiProtocol.KeysPath),
            TargetLinkUri = launch,
            Messages = [.. MessagesOf(new RegistrationOffer(platform), choices, launch)],
            Scopes = [.. Scopes.Where(choices.Scopes.Contains)],
            Claims = choices.Names ? s_names : s_nobody,
            Extensions = ExtensionsOf(platform, choices),
            CustomParameters = ParametersOf(platform.ProductFamilyCode),
        });
    }

    private static IEnumerable<ToolMessage> MessagesOf(RegistrationOffer offer, RegistrationChoices choices, string launch)
    {
        // Reviews stand in the gradebook, which is no placement; where the platform doesn't announce them, it is not asked.
        var review = new ToolMessage(MessageTypes.SubmissionReviewRequest, launch, "What was watched", []);
        var chosen = offer.Chosen(choices).ToList();
        if (offer.HasPlacesOfItsOwn)
        {
            return chosen.Select(one => one.Placement.ToMessage(launch, one.Announced)).Append(review);
        }

        ToolMessage[] ordinary = [new ToolMessage(MessageTypes.ResourceLinkRequest, launch, "Lectern", []), review];
        return chosen.Count > 0 || !offer.AnnouncesPlacements
            ? ordinary.Append(new ToolMessage(MessageTypes.DeepLinkingRequest, launch, "Add videos", [.. chosen.Select(one => one.Announced)]))
            : ordinary;
    }

    private static Dictionary<string, JsonNode> ExtensionsOf(OpenIdConfiguration platform, RegistrationChoices choices) => platform.ProductFamilyCode == "canvas"
        ? new() { ["https://canvas.instructure.com/lti/privacy_level"] = choices.Names ? "public" : "anonymous" }
        : new();

    // Each platform has its own variables for terms, sections and departments; what it leaves unresolved is ignored at the launch.
    internal static Dictionary<string, string> ParametersOf(string? productFamily) => productFamily?.ToLowerInvariant() switch
    {
        "canvas" => new()
        {
            [MappingDefaults.TermId] = "$Canvas.term.id",
            [MappingDefaults.TermName] = "$Canvas.term.name",
            [MappingDefaults.TermBegin] = "$Canvas.term.startAt",
            [MappingDefaults.TermEnd] = "$Canvas.term.endAt",
            [MappingDefaults.SectionIds] = "$Canvas.course.sectionIds",
            [MappingDefaults.SectionNames] = "$com.instructure.User.sectionNames",
            [MappingDefaults.DepartmentId] = "$Canvas.account.id",
            [MappingDefaults.DepartmentName] = "$Canvas.account.name",
            ["lectern_membership_roles"] = "$Canvas.membership.roles",
            ["lectern_student_view"] = "$com.instructure.User.student_view",
            ["lectern_masquerading_user"] = "$Canvas.masqueradingUser.id",
            [MappingDefaults.CourseHistory] = "$Context.id.history",
        },
        "moodle" => new(CourseDays())
        {
            [MappingDefaults.GroupIds] = "$Moodle.Person.userGroupIds",
        },
        "blackboardlearn" or "blackboard" => new(CourseDays())
        {
            [MappingDefaults.DepartmentId] = "@X@course.ih_primary_node@X@",
        },
        _ => CourseDays(),
    };

    private static Dictionary<string, string> CourseDays() => new()
    {
        [MappingDefaults.TermBegin] = "$CourseSection.timeFrame.begin",
        [MappingDefaults.TermEnd] = "$CourseSection.timeFrame.end",
        [MappingDefaults.CourseHistory] = "$Context.id.history",
    };
}
