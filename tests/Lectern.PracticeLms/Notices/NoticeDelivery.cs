namespace Lectern.PracticeLms.Notices;

/// <param name="Outcome">The handler's status code, or why there was none.</param>
internal sealed record NoticeDelivery(string Id, string Type, string Handler, string Outcome);
