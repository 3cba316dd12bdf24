using Lectern.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Rooms;

/// <summary>A platform whose courses may book a room.</summary>
public sealed class RoomBooker
{
    public Guid RoomId { get; init; }
    public Guid PlatformId { get; init; }
}

internal static class RoomBookerQueries
{
    /// <summary>The rooms that a platform's courses may book.</summary>
    internal static IQueryable<Room> BookableFrom(this IQueryable<Room> rooms, Guid platform) => rooms.Where(
        r => r.BookableBy == RoomBookers.AllCourses || (r.BookableBy == RoomBookers.SomePlatforms && r.Bookers.Any(b => b.PlatformId == platform)));
}

internal sealed class RoomBookerConfiguration : IEntityTypeConfiguration<RoomBooker>
{
    public void Configure(EntityTypeBuilder<RoomBooker> builder)
    {
        builder.HasKey(b => new { b.RoomId, b.PlatformId });
        builder.HasOne<Room>().WithMany(r => r.Bookers).HasForeignKey(b => b.RoomId);
        builder.HasOne<Platform>().WithMany().HasForeignKey(b => b.PlatformId);
    }
}
