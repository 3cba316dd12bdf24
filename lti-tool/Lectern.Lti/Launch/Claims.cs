namespace Lectern.Lti.Launch;

/// <summary>Names of the claims this tool reads or writes.</summary>
public static class Claims
{
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";

    /// <summary>LTI Core 1.3 §5.3.1.</summary>
    public const string MessageType = Lti + "message_type";

    /// <summary>LTI Core 1.3 §5.3.2.</summary>
    public const string Version = Lti + "version";

    /// <summary>LTI Core 1.3 §5.3.3.</summary>
    public const string DeploymentId = Lti + "deployment_id";

    /// <summary>LTI Core 1.3 §5.3.4.</summary>
    public const string TargetLinkUri = Lti + "target_link_uri";

    /// <summary>LTI Core 1.3 §5.3.5.</summary>
    public const string ResourceLink = Lti + "resource_link";

    /// <summary>LTI Core 1.3 §5.3.7.</summary>
    public const string Roles = Lti + "roles";

    /// <summary>LTI Core 1.3 §5.4.1.</summary>
    public const string Context = Lti + "context";

    /// <summary>LTI Core 1.3 §5.4.2.</summary>
    public const string ToolPlatform = Lti + "tool_platform";

    /// <summary>LTI Core 1.3 §5.4.4.</summary>
    public const string LaunchPresentation = Lti + "launch_presentation";

    /// <summary>LTI Core 1.3 §5.4.5.</summary>
    public const string Lis = Lti + "lis";

    /// <summary>LTI Core 1.3 §5.4.6.</summary>
    public const string Custom = Lti + "custom";

    /// <summary>Submission Review 1.0: whose submission.</summary>
    public const string ForUser = Lti + "for_user";

    /// <summary>Deep Linking 2.0 §4.4.1.</summary>
    public const string DeepLinkingSettings = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";

    /// <summary>Deep Linking 2.0 §4.5: the chosen items.</summary>
    public const string ContentItems = "https://purl.imsglobal.org/spec/lti-dl/claim/content_items";

    /// <summary>Deep Linking 2.0 §4.5: the platform's data, echoed.</summary>
    public const string DeepLinkingData = "https://purl.imsglobal.org/spec/lti-dl/claim/data";

    /// <summary>Deep Linking 2.0 §4.5: a message for the person.</summary>
    public const string DeepLinkingMessage = "https://purl.imsglobal.org/spec/lti-dl/claim/msg";

    /// <summary>Deep Linking 2.0 §4.5: a message for the platform's log.</summary>
    public const string DeepLinkingLog = "https://purl.imsglobal.org/spec/lti-dl/claim/log";

    /// <summary>Deep Linking 2.0 §4.5: what went wrong, for the person.</summary>
    public const string DeepLinkingErrorMessage = "https://purl.imsglobal.org/spec/lti-dl/claim/errormsg";

    /// <summary>Deep Linking 2.0 §4.5: what went wrong, for the platform's log.</summary>
    public const string DeepLinkingErrorLog = "https://purl.imsglobal.org/spec/lti-dl/claim/errorlog";

    /// <summary>AGS 2.0 §3.1.</summary>
    public const string GradesEndpoint = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";

    /// <summary>NRPS 2.0 §3.6.1.1.</summary>
    public const string NamesRoleService = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";

    /// <summary>Course Groups 1.0 §3.1.</summary>
    public const string GroupsService = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice";

    /// <summary>Platform Notification Service 1.0.</summary>
    public const string NotificationService = Lti + "platformnotificationservice";

    /// <summary>Platform Notification Service 1.0: what a notice is.</summary>
    public const string Notice = Lti + "notice";

    /// <summary>LtiContextCopyNotice: where the copied content comes from.</summary>
    public const string OriginContexts = Lti + "origin_contexts";

    /// <summary>LTI 1.1 to 1.3 migration guide §6.1.</summary>
    public const string Migration = Lti + "lti1p1";

    /// <summary>Canvas: the person's LTI 1.1 id, also in launches without the migration claim.</summary>
    public const string LegacyUserId = Lti + "lti11_legacy_user_id";

    /// <summary>Dynamic Registration 1.0 §3.4.1: the platform's block of its openid configuration.</summary>
    public const string PlatformConfiguration = "https://purl.imsglobal.org/spec/lti-platform-configuration";

    /// <summary>Dynamic Registration 1.0 §3.5.1: the tool's block of a registration.</summary>
    public const string ToolConfiguration = "https://purl.imsglobal.org/spec/lti-tool-configuration";

    /// <summary>The only version there is.</summary>
    public const string Version13 = "1.3.0";
}
