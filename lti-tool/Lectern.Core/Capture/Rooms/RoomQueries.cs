using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Rooms;

internal static class RoomQueries
{
    /// <summary>Those that are gone too: what was booked and recorded there keeps its room, and a request of its machine may still be under way.</summary>
    internal static IQueryable<Room> WithRemoved(this IQueryable<Room> rooms) => rooms.IgnoreQueryFilters();
}
