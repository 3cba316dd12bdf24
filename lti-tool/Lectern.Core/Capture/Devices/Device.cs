using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Devices;

/// <summary>A machine that was enrolled for a room. Of its keys only the hashes are kept.</summary>
public sealed class Device
{
    public const int LongestStatus = 256 * 1024;
    public const int LongestInputs = 1000;
    public const int LongestRuns = 4000;
    public const int LongestFoundInputs = 64 * 1024;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RoomId { get; init; }

    /// <summary>The code it was enrolled by; one code enrols one machine.</summary>
    public Guid CodeId { get; init; }

    /// <summary>Whether it stands by: it records what is booked as the room's other device does, and brings it only where that one fails.</summary>
    public bool IsStandby { get; init; }

    public required string KeyHash { get; set; }

    /// <summary>Of the key it changes to; from its first use on it is the only one.</summary>
    public string? NextKeyHash { get; set; }

    /// <summary>Of a box: what it signs in with by Digest, sealed by the key file; null for an agent, and for a box whose password is older than that.</summary>
    public string? DigestKey { get; set; }

    /// <summary>Of a box: what it calls its inputs, with commas between them; null before it told.</summary>
    public string? Inputs { get; set; }

    /// <summary>Of an agent: what it could record from, as JSON (<see cref="Contracts.Devices.FoundInputs"/>); null before it told.</summary>
    public string? FoundInputs { get; set; }

    /// <summary>Of an agent: which of its runs were heard (<see cref="HeardRuns"/>); null before it told.</summary>
    public string? Runs { get; set; }

    /// <summary>Host name, operating system and the agent's version, as it told them when it was enrolled.</summary>
    public required string Machine { get; init; }
    public required string System { get; init; }
    public required string Agent { get; set; }

    public DateTimeOffset EnrolledAt { get; init; }

    /// <summary>When another machine took its place. It records no more, and still uploads what it holds.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }

    /// <summary>From when on its keys open nothing.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When it last told how it is.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>What it told then, as JSON (<see cref="Contracts.Devices.AgentStatus"/>).</summary>
    public string? LastStatus { get; set; }

    /// <summary>Whether it is a box that speaks Opencast: it tells once a minute that it is there, and nothing of its disk, its clock or its sources.</summary>
    public bool IsBox => System == AddBox.System;

    /// <summary>Whether it is the one that records in its room, or that stands by there.</summary>
    public bool Records => RevokedAt is null && ReplacedAt is null;

    /// <summary>Whether the room is what it says: alarms, pictures and orders are of the device that does not stand by.</summary>
    public bool Speaks => Records && !IsStandby;
}

internal sealed class DeviceConfiguration : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.Property(d => d.KeyHash).IsHash();
        builder.Property(d => d.NextKeyHash).IsOptionalHash();
        builder.Property(d => d.DigestKey).IsOptionalOwnName();
        builder.Property(d => d.Inputs).HasMaxLength(Device.LongestInputs);
        builder.Property(d => d.FoundInputs).HasMaxLength(Device.LongestFoundInputs);
        builder.Property(d => d.Runs).HasMaxLength(Device.LongestRuns);
        builder.Property(d => d.Machine).HasMaxLength(255);
        builder.Property(d => d.System).HasMaxLength(255);
        builder.Property(d => d.Agent).HasMaxLength(64);
        builder.Property(d => d.LastStatus).HasMaxLength(Device.LongestStatus);
        builder.HasIndex(d => d.RoomId);
        builder.HasIndex(d => d.CodeId).IsUnique();
        builder.HasOne<Room>().WithMany().HasForeignKey(d => d.RoomId);
        builder.HasOne<EnrolmentCode>().WithMany().HasForeignKey(d => d.CodeId);
    }
}
