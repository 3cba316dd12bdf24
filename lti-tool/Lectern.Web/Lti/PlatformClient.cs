namespace Lectern.Web.Lti;

/// <summary>The one client for addresses that platforms gave us; it guards where it may go.</summary>
internal sealed record PlatformClient(HttpClient Http) : IDisposable
{
    public void Dispose() => Http.Dispose();
}
