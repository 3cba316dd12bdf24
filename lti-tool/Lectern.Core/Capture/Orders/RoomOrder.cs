using Lectern.Contracts.Devices;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Orders;

/// <summary>Something that a room's device shall do once. It waits until the device reports it, or until it is too old to be meant.</summary>
public sealed class RoomOrder
{
    public const int LongestTitle = 200;
    public const int LongestProblem = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RoomId { get; init; }

    /// <summary>The one machine that shall do it; null for whichever records in the room.</summary>
    public Guid? DeviceId { get; init; }

    public OrderKind Kind { get; init; }
    public int? Minutes { get; init; }
    public string? Title { get; init; }
    public DateTimeOffset GivenAt { get; init; }

    /// <summary>From when on it is not carried out any more: nobody who pressed Start at nine wants a recording at noon.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>What the device said that it waits for; null before it said anything.</summary>
    public string? Waits { get; set; }

    /// <summary>Why the device did not do it; null when it did.</summary>
    public string? Problem { get; set; }
}

internal sealed class RoomOrderConfiguration : IEntityTypeConfiguration<RoomOrder>
{
    public void Configure(EntityTypeBuilder<RoomOrder> builder)
    {
        builder.Property(o => o.Title).HasMaxLength(RoomOrder.LongestTitle);
        builder.Property(o => o.Problem).HasMaxLength(RoomOrder.LongestProblem);
        builder.Property(o => o.Waits).HasMaxLength(RoomOrder.LongestProblem);
        builder.HasIndex(o => new { o.RoomId, o.EndsAt });
        builder.HasOne<Room>().WithMany().HasForeignKey(o => o.RoomId);
        builder.HasOne<Device>().WithMany().HasForeignKey(o => o.DeviceId).OnDelete(DeleteBehavior.NoAction);
    }
}
