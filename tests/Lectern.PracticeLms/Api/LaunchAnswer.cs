namespace Lectern.PracticeLms.Api;

/// <param name="Url">The tool's login initiation address.</param>
/// <param name="Method">How the browser would send it.</param>
/// <param name="Cookie">The LMS cookie of this launch, also sent by Set-Cookie; the authorization endpoint wants it.</param>
internal sealed record LaunchAnswer(string Url, string Method, IReadOnlyDictionary<string, string> Fields, string Cookie);
