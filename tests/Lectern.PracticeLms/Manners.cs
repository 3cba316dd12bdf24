using System.Security.Cryptography;
using System.Text;
using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.Services;

namespace Lectern.PracticeLms;

/// <summary>The platforms this one can play.</summary>
internal static class Manners
{
    private const string CourseOffering = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering";
    private static readonly string[] Common = [.. Lti.GradeScopes, Lti.MembershipScope];

    public static Manner Moodle { get; } = new()
    {
        Name = "moodle",
        ProductFamily = "moodle",
        Version = "2024100705.01",
        IdTokenLife = TimeSpan.FromSeconds(60),
        ContextType = "CourseSection",
        TokenAnswerType = "text/html; charset=utf-8",
        ErrorPageStatus = StatusCodes.Status404NotFound,
        LowersCustomKeys = true,
        Scopes = Common,
        WantsExactAccept = true,
        MembershipsNeedALink = true,
        PageSize = int.MaxValue,
        ShortMemberships = true,
        Grades = GradeRules.Moodle,
        Variables = MoodleVariables.All,
    };

    public static Manner Canvas { get; } = new()
    {
        Name = "canvas",
        ProductFamily = "canvas",
        Version = "cloud",
        IdTokenLife = TimeSpan.FromHours(1),
        ContextType = CourseOffering,
        LinksOverrideCustom = true,
        ContextId = id => Opaque("course", id)[..40],
        UserId = id => AsUuid(Opaque("user", id)),
        DeploymentId = id => $"{id}:{Opaque("account", "1")[..40]}",
        DeploymentField = "deployment_id",
        LoginExtras = new Dictionary<string, string> { ["canvas_region"] = "eu-west-1", ["canvas_environment"] = "production" },
        StorageFrame = "post_message_forwarding",
        NamesStorageFrame = true,
        SendsInstitutionRoles = true,
        AssistantRole = Lti.Membership + "/instructor#TeachingAssistant",
        HasStudentView = true,
        TellsMasquerading = true,
        ImportsCountAsHistory = true,
        SelectionDataInReturnUrl = true,
        Scopes = [.. Common, Lti.NoticeScope],
        HasPlacements = true,
        RefusesUnknownScopes = true,
        HasSubmissionReview = false,
        Grades = GradeRules.Canvas,
        Variables = CanvasVariables.All,
    };

    public static Manner Blackboard { get; } = new()
    {
        Name = "blackboard",
        ProductFamily = "BlackboardLearn",
        Version = "3900.100.0-rel.24+0000000",
        IdTokenLife = TimeSpan.FromMinutes(5),
        ContextType = CourseOffering,
        LinksOverrideCustom = true,
        ContextId = id => Opaque("course", id)[..32],
        UserId = id => Opaque("user", id)[..32],
        DeploymentId = id => AsUuid(Opaque("deployment", id)),
        LinkIdFormat = "_{0}_1",
        HintWorksOnce = false,
        StorageFrame = "lti_storage_frame",
        SelectionHasLink = true,
        TellsChanges = true,
        Scopes = [.. Common, Lti.GroupScope],
        Grades = GradeRules.Blackboard,
        Variables = BlackboardVariables.All,
    };

    private static readonly Manner[] All = [Moodle, Canvas, Blackboard];

    /// <exception cref="ArgumentException">Nobody here has such manners.</exception>
    public static Manner Named(string? name) => name is null
        ? Moodle
        : Array.Find(All, manner => string.Equals(manner.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no manner '{name}'. Known: {string.Join(", ", All.Select(manner => manner.Name))}.", nameof(name));

    /// <summary>An id that shows nothing of the number behind it and is the same each time.</summary>
    private static string Opaque(string kind, string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {id}")));

    private static string AsUuid(string hex) => new Guid(Convert.FromHexString(hex[..32])).ToString();
}
