namespace Lectern.Contracts.Devices;

/// <summary>What the machine is from now on.</summary>
/// <param name="Device">Its id, the first half of what it signs in with.</param>
/// <param name="Room">The room it records in.</param>
/// <param name="RoomName">The room's name, for people.</param>
public sealed record EnrolAnswer(Guid Device, Guid Room, string RoomName);
