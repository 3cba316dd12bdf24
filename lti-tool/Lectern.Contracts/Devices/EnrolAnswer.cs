namespace Lectern.Contracts.Devices;

/// <summary>What the machine is from now on.</summary>
/// <param name="Device">Its id, the first half of what it signs in with.</param>
/// <param name="Room">The room it records in.</param>
/// <param name="RoomName">The room's name, for people.</param>
/// <param name="IsStandby">It stands by: what it records is wanted only where the room's other machine fails.</param>
public sealed record EnrolAnswer(Guid Device, Guid Room, string RoomName, bool IsStandby = false);
