using Lectern.Core.Capture.Bookings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Capture.Alarms;

/// <summary>What was found of a booking's room in the ten minutes before it. It is judged again until the booking begins.</summary>
public sealed class Preflight
{
    public const int LongestReasons = 2000;

    public Guid BookingId { get; init; }
    public DateTimeOffset JudgedAt { get; set; }

    /// <summary>What is wrong or odd, as words: <c>NoSignal/slides Clock</c>; empty when all is well.</summary>
    public string Reasons { get; set; } = "";

    /// <summary>Whether nothing speaks against it; something odd may be noted.</summary>
    public bool Passed => Words.All(word => PreflightReason.Read(word) is { IsNote: true });

    public IReadOnlyList<PreflightReason> ReadReasons() => [.. Words.Select(PreflightReason.Read).OfType<PreflightReason>()];

    private string[] Words => Reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class PreflightConfiguration : IEntityTypeConfiguration<Preflight>
{
    public void Configure(EntityTypeBuilder<Preflight> builder)
    {
        builder.HasKey(p => p.BookingId);
        builder.Property(p => p.Reasons).HasMaxLength(Preflight.LongestReasons);
        builder.HasOne<Booking>().WithOne().HasForeignKey<Preflight>(p => p.BookingId);
    }
}
