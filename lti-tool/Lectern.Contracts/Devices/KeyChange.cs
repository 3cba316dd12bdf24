namespace Lectern.Contracts.Devices;

/// <summary>A device's next key.</summary>
/// <param name="KeyHash">SHA-256, in hex, of the key that the device has made and already keeps.</param>
public sealed record KeyChange(string KeyHash);
