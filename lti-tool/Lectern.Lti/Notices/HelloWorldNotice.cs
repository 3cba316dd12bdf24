namespace Lectern.Lti.Notices;

/// <summary>Sent when its handler was set, to show that notices arrive.</summary>
public sealed record HelloWorldNotice : Notice
{
    /// <summary>Its type's name.</summary>
    public const string TypeName = "LtiHelloWorldNotice";
}
