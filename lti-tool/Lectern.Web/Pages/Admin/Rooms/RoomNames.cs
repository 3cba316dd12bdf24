using Lectern.Core.Capture.Rooms;

namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>What a room is called where rooms of several buildings stand side by side.</summary>
public static class RoomNames
{
    public static string Of(Room room) => room.Building.Length > 0 ? $"{room.Building}, {room.Name}" : room.Name;
}
