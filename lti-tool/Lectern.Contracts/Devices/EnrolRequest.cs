namespace Lectern.Contracts.Devices;

/// <summary>A machine asks to be a room's device.</summary>
/// <param name="Code">The one-time code that the Rooms page showed.</param>
/// <param name="KeyHash">SHA-256, in hex, of the key the machine has made and already keeps: 32 random bytes in base64url. The key itself is never sent here.</param>
/// <param name="Machine">Its host name, for people.</param>
/// <param name="System">Its operating system, for people.</param>
/// <param name="Agent">The agent's version.</param>
public sealed record EnrolRequest(string Code, string KeyHash, string Machine, string System, string Agent);
