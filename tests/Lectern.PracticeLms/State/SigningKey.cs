namespace Lectern.PracticeLms.State;

/// <summary>A signing key. The first of the list signs; all of the list are published.</summary>
internal sealed record SigningKey(string Kid, string PrivateKeyPem);
