namespace Lectern.Web.Pages;

/// <summary>A page that says what happened, what still works and who can change it; the code comes last.</summary>
/// <param name="Icon">Name in the icon sprite.</param>
/// <param name="ReturnUrl">Where "Back to the course" leads; null where nothing verified says so.</param>
public sealed record MessageView(string Title, string Text, string Code, string Icon = "lock", string? ReturnUrl = null);
