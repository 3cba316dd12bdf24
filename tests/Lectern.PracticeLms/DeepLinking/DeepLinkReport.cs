using Lectern.PracticeLms.Api;

namespace Lectern.PracticeLms.DeepLinking;

/// <summary>What became of a selection, for a client that asks for JSON in place of the page.</summary>
internal sealed record DeepLinkReport(IReadOnlyList<ActivityAnswer> Created, IReadOnlyList<string> Refused, string? Message, string? ErrorMessage);
