namespace Lectern.Lti;

/// <summary>Scopes of the LTI services, as asked for in registrations and service tokens.</summary>
public static class Scopes
{
    /// <summary>The only scope of an authentication request.</summary>
    public const string OpenId = "openid";

    /// <summary>AGS 2.0: make and change line items.</summary>
    public const string LineItem = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";

    /// <summary>AGS 2.0: read line items.</summary>
    public const string LineItemReadOnly = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";

    /// <summary>AGS 2.0: read results.</summary>
    public const string ResultReadOnly = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";

    /// <summary>AGS 2.0: send scores.</summary>
    public const string Score = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

    /// <summary>NRPS 2.0: read the members of a context.</summary>
    public const string ContextMembershipReadOnly = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    /// <summary>Course Groups 1.0: read the groups of a context.</summary>
    public const string ContextGroupReadOnly = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly";

    /// <summary>Platform Notification Service 1.0: register notice handlers.</summary>
    public const string NoticeHandlers = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";
}
