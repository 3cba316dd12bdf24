namespace Lectern.Web.Lti;

/// <summary>For which Canvas a tool configuration is.</summary>
public enum CanvasEnvironment
{
    /// <summary>A hosted Canvas.</summary>
    Production,

    /// <summary>A Lectern of its own that is tried from Canvas's beta or test environment.</summary>
    Beta,

    /// <summary>A Canvas on a university's own machines.</summary>
    SelfHosted,
}
