namespace Lectern.Web.Security;

/// <summary>Marks a route that sets its own headers: media is public by its signature and has a cache policy of its own.</summary>
internal sealed class OwnHeaders;
