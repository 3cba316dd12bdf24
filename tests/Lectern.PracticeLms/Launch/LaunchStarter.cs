using Lectern.PracticeLms.DeepLinking;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>Begins launches: remembers them and writes the login initiation.</summary>
internal sealed class LaunchStarter(PendingLaunches pending, Selections selections, Addresses addresses, LmsOptions options, LmsStore store)
{
    public LoginInitiation StartResourceLink(Session session, Person person, Course course, Activity activity, string documentTarget = "iframe")
    {
        var tool = store.State.FindTool(activity.ToolId) ?? throw new InvalidOperationException($"Activity {activity.Id} has no tool.");
        return Start(ResourceLink(session, person, course, tool, activity) with { DocumentTarget = documentTarget });
    }

    public LoginInitiation StartDeepLinking(Session session, Person person, Course course, Tool tool)
    {
        var launch = DeepLink(session, person, course, tool);
        selections.Open(launch);
        return Start(launch);
    }

    public static LaunchRecord ResourceLink(Session session, Person person, Course course, Tool tool, Activity activity) => new()
    {
        LaunchId = $"ltilaunch{activity.Id}_{Secrets.Text(12)}",
        Session = session,
        Person = person,
        Course = course,
        Tool = tool,
        Activity = activity,
        MessageType = Lti.ResourceLinkRequest,
    };

    public static LaunchRecord DeepLink(Session session, Person person, Course course, Tool tool) => new()
    {
        LaunchId = $"ltilaunch_{Secrets.Text(12)}",
        Session = session,
        Person = person,
        Course = course,
        Tool = tool,
        MessageType = Lti.DeepLinkingRequest,
        SelectionData = Secrets.Text(20),
    };

    private LoginInitiation Start(LaunchRecord launch)
    {
        pending.Add(launch);
        var fields = new Dictionary<string, string>
        {
            ["iss"] = addresses.Issuer,
            ["target_link_uri"] = launch.TargetLinkUri,
            ["login_hint"] = launch.Person.Id,
            ["lti_message_hint"] = PendingLaunches.Hint(launch),
            ["client_id"] = launch.Tool.ClientId,
            ["lti_deployment_id"] = launch.Tool.Id,
        };
        return new LoginInitiation(launch.Tool.InitiateLoginUri, options.LoginByGet ? "get" : "post", fields);
    }
}
