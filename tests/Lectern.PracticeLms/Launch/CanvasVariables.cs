using System.Text.Json;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Launch;

/// <summary>What Canvas substitutes of its own: terms, sections, the department's account and where a course came from.</summary>
internal static class CanvasVariables
{
    private const string TimeForm = "yyyy-MM-dd HH:mm:ss 'UTC'";

    public static IReadOnlyDictionary<string, Variable> All { get; } = new Dictionary<string, Variable>(Variables.Core(), StringComparer.Ordinal)
    {
        ["$Canvas.term.id"] = (launch, _) => launch.Course.Term?.Id ?? Variables.Unresolved,
        ["$Canvas.term.name"] = (launch, _) => launch.Course.Term?.Name ?? Variables.Unresolved,
        ["$Canvas.term.startAt"] = (launch, _) => Time(launch.Course.Term?.Start) ?? Variables.Unresolved,
        ["$Canvas.term.endAt"] = (launch, _) => Time(launch.Course.Term?.End) ?? Variables.Unresolved,
        ["$Canvas.course.id"] = (launch, _) => launch.Course.Id,
        ["$Canvas.course.name"] = (launch, _) => launch.Course.Title,
        ["$Canvas.course.sisSourceId"] = (launch, _) => launch.Course.SourcedId is { Length: > 0 } id ? id : Variables.Unresolved,
        ["$Canvas.course.startAt"] = (launch, _) => Time(launch.Course.Start),
        ["$Canvas.course.endAt"] = (launch, _) => Time(launch.Course.End),
        ["$Canvas.course.workflowState"] = (_, _) => "available",
        ["$Canvas.course.sectionIds"] = (launch, _) => string.Join(',', Variables.SectionsOf(launch).Select(section => section.Id)),
        ["$Canvas.course.sectionSisSourceIds"] = (launch, _) => string.Join(',', Variables.SectionsOf(launch).Select(section => section.SourcedId)),
        ["$Canvas.course.sectionRestricted"] = (_, _) => "false",
        ["$com.instructure.User.sectionNames"] = (launch, _) => JsonSerializer.Serialize(Variables.SectionsOf(launch).Select(section => section.Name)),
        ["$Canvas.course.previousCourseIds"] = (launch, _) => string.Join(',', launch.Course.History.Take(1)),
        ["$Canvas.course.previousContextIds"] = (launch, manner) => string.Join(',', launch.Course.History.Take(1).Select(manner.ContextId)),
        ["$Canvas.course.previousContextIds.recursive"] = (launch, manner) => string.Join(',', launch.Course.History.Select(manner.ContextId)),
        ["$Canvas.account.id"] = (launch, _) => launch.Course.Account?.Id,
        ["$Canvas.account.name"] = (launch, _) => launch.Course.Account?.Name,
        ["$Canvas.account.sisSourceId"] = (launch, _) => launch.Course.Account?.SourcedId,
        ["$Canvas.rootAccount.id"] = (_, _) => "1",
        ["$Canvas.user.id"] = (launch, _) => launch.Person.Id,
        ["$Canvas.user.loginId"] = (launch, _) => launch.Person.UserName,
        ["$Canvas.membership.roles"] = (launch, _) => EnrolmentName(launch),
        ["$Canvas.membership.concludedRoles"] = (_, _) => "",
        ["$Canvas.enrollment.enrollmentState"] = (launch, _) => launch.Course.EnrolmentOf(launch.Person) is null ? "" : "active",
        ["$Canvas.masqueradingUser.id"] = (launch, _) => launch.Session.ActorId ?? Variables.Unresolved,
        ["$Canvas.masqueradingUser.userId"] = (launch, manner) => launch.Session.ActorId is { } actor ? manner.UserId(actor) : Variables.Unresolved,
        ["$com.instructure.User.student_view"] = (launch, _) => launch.Person.IsTestStudent ? "true" : "false",
        ["$com.instructure.User.observees"] = (launch, manner) => launch.Course.EnrolmentOf(launch.Person)?.ObservesId is { } id ? manner.UserId(id) : "",
        ["$Canvas.assignment.title"] = (launch, _) => launch.Activity?.LineItemId is null ? null : launch.Activity.Title,
        ["$Message.locale"] = (_, _) => "en",
        ["$Person.address.timezone"] = (_, _) => "Europe/London",
    };

    private static string? Time(DateTimeOffset? instant) => instant?.ToUniversalTime().ToString(TimeForm, System.Globalization.CultureInfo.InvariantCulture);

    private static string EnrolmentName(LaunchRecord launch) => launch.Course.EnrolmentOf(launch.Person)?.Role switch
    {
        CourseRole.Instructor => "TeacherEnrollment",
        CourseRole.TeachingAssistant => "TaEnrollment",
        CourseRole.Observer => "ObserverEnrollment",
        CourseRole.Learner => launch.Person.IsTestStudent ? "StudentViewEnrollment" : "StudentEnrollment",
        _ => launch.Person.IsAdministrator ? "Account Admin" : "",
    };
}
