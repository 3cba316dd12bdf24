namespace Lectern.PracticeLms.Launch;

/// <param name="Error">The OpenID Connect error code.</param>
/// <param name="Text">What is wrong, for people.</param>
/// <param name="ToTool">Posted to the tool's redirect address; else the platform shows a page of its own, since no trusted address is known.</param>
internal sealed record AuthorizationRefusal(string Error, string Text, bool ToTool);
