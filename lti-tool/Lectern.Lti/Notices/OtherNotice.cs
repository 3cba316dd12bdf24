namespace Lectern.Lti.Notices;

/// <summary>A notice of a type this library has no record for; it was verified like any other.</summary>
public sealed record OtherNotice : Notice;
