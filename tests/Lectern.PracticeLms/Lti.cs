namespace Lectern.PracticeLms;

/// <summary>Names from the specifications.</summary>
internal static class Lti
{
    public const string Version = "1.3.0";
    public const string ResourceLinkRequest = "LtiResourceLinkRequest";
    public const string DeepLinkingRequest = "LtiDeepLinkingRequest";
    public const string DeepLinkingResponse = "LtiDeepLinkingResponse";
    public const string ResourceLinkItem = "ltiResourceLink";
    public const string PlatformConfiguration = "https://purl.imsglobal.org/spec/lti-platform-configuration";
    public const string ToolConfiguration = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    public const string LineItemReadScope = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";
    public const string GradesClaim = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    public const string Membership = "http://purl.imsglobal.org/vocab/lis/v2/membership";

    public const string SubmissionReviewRequest = "LtiSubmissionReviewRequest";
    public const string DataPrivacyRequest = "LtiDataPrivacyLaunchRequest";
    public const string MembershipScope = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    public const string GroupScope = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly";
    public const string NoticeScope = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";
    public const string LineItemScope = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
    public const string ResultScope = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
    public const string ScoreScope = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    public const string HelloWorldNotice = "LtiHelloWorldNotice";
    public const string ContextCopyNotice = "LtiContextCopyNotice";

    /// <summary>Scopes of the Assignment and Grade Services.</summary>
    public static readonly string[] GradeScopes = [LineItemScope, LineItemReadScope, ResultScope, ScoreScope];

    /// <summary>A claim of the LTI core namespace.</summary>
    public static string Claim(string name) => "https://purl.imsglobal.org/spec/lti/claim/" + name;

    /// <summary>A claim of the deep linking namespace.</summary>
    public static string DeepLinking(string name) => "https://purl.imsglobal.org/spec/lti-dl/claim/" + name;
}
