namespace Lectern.Lti.Notices;

/// <summary>Where a platform sends notices of one type.</summary>
/// <param name="NoticeType">The type, such as <see cref="ContextCopyNotice.TypeName"/>.</param>
/// <param name="Address">This tool's address; null when none is set.</param>
public sealed record NoticeHandler(string NoticeType, string? Address);
