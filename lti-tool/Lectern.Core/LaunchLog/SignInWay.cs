namespace Lectern.Core.LaunchLog;

/// <summary>How the browser showed that it is the one which began the sign-in.</summary>
public enum SignInWay
{
    /// <summary>By the login's cookie, in the frame.</summary>
    Cookie,

    /// <summary>By the platform's storage, in a frame that keeps no cookies.</summary>
    Storage,

    /// <summary>By the login's cookie in a window of its own, since the frame kept none.</summary>
    Window,
}
