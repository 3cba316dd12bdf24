namespace Lectern.Web.Pages.Admin;

/// <summary>The tabs of the operator's pages.</summary>
/// <param name="Current">Which of them is open.</param>
public sealed record AdminTabs(string Current, int Platforms, int Rooms);
