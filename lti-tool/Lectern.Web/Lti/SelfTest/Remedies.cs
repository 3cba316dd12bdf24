using Lectern.Core.Platforms;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Lti.SelfTest;

/// <summary>Which switch it is in which LMS, in its own words.</summary>
internal sealed class Remedies(Platform platform, IStringLocalizer<Words> say)
{
    private bool IsMoodle => Is("moodle");

    private bool IsCanvas => Is("canvas");

    private bool IsBlackboard => Is("blackboard");

    internal Remedy Members => new(
        IsMoodle ? say["Set “IMS LTI Names and Role Provisioning” to “Use this service to retrieve members' information as per privacy settings”."]
        : IsCanvas ? say["Switch on “Can retrieve user data associated with the context the tool is installed in” in the key's scopes."]
        : IsBlackboard ? say["Set “Allow membership service access” to “Yes”."]
        : say["Switch on the Names and Role Provisioning service for Lectern."],
        Services,
        Who);

    internal Remedy Grades => new(
        IsMoodle ? say["Set “IMS LTI Assignment and Grade Services” to “Use this service for grade sync and column management”."]
        : IsCanvas ? say["Switch on “Can create and view assignment data in the gradebook associated with the tool” and “Can create and update submission results for assignments associated with the tool” in the key's scopes."]
        : IsBlackboard ? say["Set “Allow grade service access” to “Yes”."]
        : say["Switch on the Assignment and Grade service for Lectern, with line items and scores."],
        Services,
        Who);

    internal Remedy Names => new(
        IsMoodle ? say["Set “Share launcher's name with tool” and “Share launcher's email with tool” to “Always”."]
        : IsCanvas ? say["Set “Privacy Level” to “Public”."]
        : IsBlackboard ? say["Choose “Role in Course”, “Name” and “Email Address” under “User Fields to be Sent”."]
        : say["Let the LMS send names and e-mail addresses to Lectern."],
        IsMoodle ? say["Site administration › Plugins › Activity modules › External tool › Manage tools › Lectern › Privacy"] : Services,
        Who);

    internal Remedy Sections => new(
        IsMoodle ? say["Add the line lectern_group_ids=$Moodle.Person.userGroupIds to “Custom parameters”."]
        : IsCanvas ? say["Add lectern_section_ids=$Canvas.course.sectionIds to the key's custom fields."]
        : say["Add a custom parameter lectern_section_ids, or lectern_group_ids, with the variable that names the person's sections."],
        Services,
        Who);

    internal Remedy Notices => new(
        IsCanvas ? say["Switch on the scope that ends in lti/scope/noticehandlers in the key's scopes."] : say["Switch on the Platform Notification Service for Lectern."],
        Services,
        Who);

    internal Remedy OurKeys => new(
        IsMoodle ? say["The LMS has to reach this address itself. Take Lectern's network off the “cURL blocked hosts list” and add its port to the “cURL allowed ports list”."]
        : say["The LMS has to reach Lectern's key address, and the client id has to be the one it gave."],
        IsMoodle ? say["Site administration › General › Security › HTTP security"].Value : null,
        Who);

    internal Remedy TheirKeys => new(
        say["Lectern has to reach the LMS's key address by https, at a public network address. Is the LMS inside the campus network, add its host to LECTERN_AllowedInsecureHosts."], null, Us);

    internal Remedy Clock => new(say["Turn on time synchronisation. Launches fail at 60 s."], null, say["Whoever runs the two servers"]);

    internal Remedy PublicAddress => new(say["The address in LECTERN_PublicUrl has to lead to this Lectern, by its proxy, from where Lectern runs too."], null, Us);

    internal Remedy Launch => new(
        IsMoodle ? say["Press “Activate” on Lectern's card, then open Lectern from a course."]
        : IsCanvas ? say["Turn the key's state to “ON”, install the app by its client id, then open Lectern from a course."]
        : IsBlackboard ? say["Set the tool and its placement to “Approved” and “Available”, then open Lectern from a course in which you are enrolled."]
        : say["Switch Lectern on in the LMS's list of tools, then open it from a course."],
        IsMoodle ? say["Site administration › Plugins › Activity modules › External tool › Manage tools"] : Services,
        Who);

    internal string Us => say["Whoever runs the Lectern server"];

    private string Who =>
        IsMoodle ? say["A Moodle administrator"]
        : IsCanvas ? say["A Canvas administrator"]
        : IsBlackboard ? say["A Blackboard administrator"]
        : say["An administrator of the LMS"];

    private string? Services =>
        IsMoodle ? say["Site administration › Plugins › Activity modules › External tool › Manage tools › Lectern › Services"].Value
        : IsCanvas ? say["Admin › Developer Keys › Lectern › Edit"].Value
        : IsBlackboard ? say["Administrator Panel › Integrations › LTI Tool Providers › Lectern › Edit"].Value
        : null;

    private bool Is(string family) => platform.ProductFamily?.Contains(family, StringComparison.OrdinalIgnoreCase) == true;
}
