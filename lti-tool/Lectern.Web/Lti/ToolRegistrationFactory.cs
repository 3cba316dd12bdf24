using System.Text.Json.Nodes;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Lti.Registration;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Lti;

/// <summary>What we tell a platform about ourselves when we register.</summary>
public sealed class ToolRegistrationFactory(IOptions<WebOptions> options)
{
    private const string LogoPath = "/dist/lectern.svg";

    public JsonObject Build(OpenIdConfiguration platform)
    {
        var launch = options.Value.Address(LtiProtocol.LaunchPath);
        return ToolRegistration.Build(platform, new ToolDescription
        {
            Name = "Lectern",
            Description = "Lecture videos with captions, in your course",
            LogoUri = options.Value.Address(LogoPath),
            InitiateLoginUri = options.Value.Address(LtiProtocol.LoginPath),
            RedirectUri = launch,
            JwksUri = options.Value.Address(LtiProtocol.KeysPath),
            TargetLinkUri = launch,
            Messages =
            [
                new ToolMessage(MessageTypes.ResourceLinkRequest, launch, "Lectern", []),
                new ToolMessage(MessageTypes.DeepLinkingRequest, launch, "Add videos", ["ContentArea", "RichTextEditor"]),
            ],
            Scopes = [Scopes.LineItem, Scopes.LineItemReadOnly, Scopes.ResultReadOnly, Scopes.Score, Scopes.ContextMembershipReadOnly, Scopes.NoticeHandlers],
            CustomParameters = Parameters(platform),
        });
    }

    // Each platform has its own names for terms and sections; what it leaves unresolved is ignored at the launch.
    private static Dictionary<string, string> Parameters(OpenIdConfiguration platform) => platform.ProductFamilyCode switch
    {
        "canvas" => new()
        {
            ["lectern_term_id"] = "$Canvas.term.id",
            ["lectern_term_name"] = "$Canvas.term.name",
            ["lectern_term_begin"] = "$Canvas.term.startAt",
            ["lectern_term_end"] = "$Canvas.term.endAt",
            ["lectern_section_ids"] = "$Canvas.course.sectionIds",
            ["lectern_context_history"] = "$Context.id.history",
        },
        _ => new()
        {
            ["lectern_term_begin"] = "$CourseSection.timeFrame.begin",
            ["lectern_term_end"] = "$CourseSection.timeFrame.end",
            ["lectern_group_ids"] = "$Moodle.Person.userGroupIds",
            ["lectern_context_history"] = "$Context.id.history",
        },
    };
}
