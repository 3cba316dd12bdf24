namespace Lectern.CaptureAgent.Status;

/// <summary>What <c>enrolment.json</c> says: the key that was made for a code, before the tool hears of it.</summary>
internal sealed record EnrolmentFile(Uri Server, string Code, string Key);
