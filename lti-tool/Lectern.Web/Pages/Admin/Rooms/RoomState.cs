namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>What a room does, in one word.</summary>
public enum RoomState
{
    /// <summary>No machine is enrolled.</summary>
    WithoutDevice,

    /// <summary>Its machine has not been heard of for two minutes, or never.</summary>
    Away,
    Recording,
    Paused,

    /// <summary>Something is booked for now and nothing is recorded.</summary>
    Missing,
    Ready,
}
