namespace Lectern.PracticeLms.Api;

/// <param name="Scopes">All that the tool may have from now on.</param>
internal sealed record ScopesRequest(string[] Scopes);
