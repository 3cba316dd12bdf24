using Lectern.PracticeLms.DeepLinking;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.Registration;
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

    /// <summary>A review of one student's work, for a column that offers it.</summary>
    public LoginInitiation StartReview(Session session, Person person, Course course, LineItem column, Person student)
    {
        var tool = store.State.FindTool(column.ToolId) ?? throw new InvalidOperationException($"Column {column.Id} has no tool.");
        return Start(Review(session, person, course, tool, column, student, ActivityOf(column)));
    }

    /// <summary>A submission that is a launch: the grader opens its address as a link of the course.</summary>
    public LoginInitiation StartSubmission(Session session, Person person, Course course, LineItem column, string address)
    {
        var activity = ActivityOf(column) ?? throw new InvalidOperationException($"Column {column.Id} has no activity.");
        var tool = store.State.FindTool(column.ToolId) ?? throw new InvalidOperationException($"Column {column.Id} has no tool.");
        return Start(ResourceLink(session, person, course, tool, activity) with { Address = address });
    }

    /// <summary>The administrator looks after what a tool keeps of people.</summary>
    public LoginInitiation StartDataPrivacy(Session session, Person administrator, Tool tool, Person? about) => Start(new LaunchRecord
    {
        LaunchId = $"ltilaunch_{Secrets.Text(12)}",
        Session = session,
        Person = administrator,
        Course = store.State.Courses[0],
        Tool = tool,
        ForUser = about,
        MessageType = Lti.DataPrivacyRequest,
    });

    /// <summary>The tool in the navigation of a course.</summary>
    public LoginInitiation StartNavigation(Session session, Person person, Course course, Tool tool) => Start(new LaunchRecord
    {
        LaunchId = $"ltilaunch_{Secrets.Text(12)}",
        Session = session,
        Person = person,
        Course = course,
        Tool = tool,
        Placement = Placements.CourseNavigation,
        Address = tool.Placements.GetValueOrDefault(Placements.CourseNavigation),
        MessageType = Lti.ResourceLinkRequest,
    });

    public Activity? ActivityOf(LineItem column) => store.State.Activities.Find(activity => activity.ResourceLinkId == column.ResourceLinkId);

    public static LaunchRecord Review(Session session, Person person, Course course, Tool tool, LineItem column, Person student, Activity? activity) => new()
    {
        LaunchId = $"ltilaunch{activity?.Id}_{Secrets.Text(12)}",
        Session = session,
        Person = person,
        Course = course,
        Tool = tool,
        Activity = activity,
        LineItem = column,
        ForUser = student,
        MessageType = Lti.SubmissionReviewRequest,
    };

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
        Placement = Placements.LinkSelection,
        SelectionData = Secrets.Text(20),
    };

    private LoginInitiation Start(LaunchRecord launch)
    {
        pending.Add(launch);
        var fields = new Dictionary<string, string>
        {
            ["iss"] = addresses.Issuer,
            ["target_link_uri"] = launch.TargetLinkUri,
            ["login_hint"] = options.Manner.UserId(launch.Person.Id),
            ["lti_message_hint"] = PendingLaunches.Hint(launch),
            ["client_id"] = launch.Tool.ClientId,
            [options.Manner.DeploymentField] = launch.Tool.DeploymentId,
        };
        foreach (var (name, value) in options.Manner.LoginExtras)
        {
            fields[name] = value;
        }

        if (options.Manner is { NamesStorageFrame: true, StorageFrame: { } frame })
        {
            fields["lti_storage_target"] = frame;
        }

        return new LoginInitiation(launch.Tool.InitiateLoginUri, options.LoginByGet ? "get" : "post", fields);
    }
}
