using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Devices;

/// <summary>Lets one machine become a room's device, within ten minutes. Only its hash is kept.</summary>
public sealed class EnrolmentCode
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RoomId { get; init; }
    /// <summary>Whether the machine stands by there.</summary>
    public bool IsStandby { get; init; }

    public required string CodeHash { get; init; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? SpentAt { get; set; }
}

internal sealed class EnrolmentCodeConfiguration : IEntityTypeConfiguration<EnrolmentCode>
{
    public void Configure(EntityTypeBuilder<EnrolmentCode> builder)
    {
        builder.Property(c => c.CodeHash).IsHash();
        builder.HasIndex(c => c.CodeHash);
        builder.HasIndex(c => c.RoomId);
        builder.HasOne<Room>().WithMany().HasForeignKey(c => c.RoomId);
    }
}
