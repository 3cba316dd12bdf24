using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Platforms;
using Lectern.Core.ResourceLinks;
using Lectern.Core.Videos;
using Lectern.Lti.Grades;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Grades;

/// <summary>A link of a course that shows one video: where its platform keeps the grades of it, and what watching it is worth.</summary>
public sealed class GradedLink
{
    /// <summary>The most points that a video can count for.</summary>
    public const int MostPoints = 1000;

    public Guid ResourceLinkId { get; init; }
    public ResourceLink ResourceLink { get; init; } = null!;
    public Guid RegistrationId { get; set; }
    public Registration Registration { get; init; } = null!;
    public Guid CollectionId { get; set; }
    public Guid VideoId { get; set; }

    /// <summary>1 to 1000; null where watching doesn't count.</summary>
    public int? Points { get; set; }

    /// <summary>From how much of the video on all points are given.</summary>
    public int FullPointsPercent { get; set; } = 90;

    /// <summary>What the platform grants, separated by spaces.</summary>
    public string Scopes { get; set; } = "";

    public string? LineItems { get; set; }

    /// <summary>Where this link's grades are; null until the platform told it or it was found.</summary>
    public string? LineItem { get; set; }

    public Guid Version { get; set; } = Guid.CreateVersion7();

    internal GradesEndpoint Endpoint => new(Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), LineItems, LineItem);
}

internal sealed class GradedLinkConfiguration : IEntityTypeConfiguration<GradedLink>
{
    public void Configure(EntityTypeBuilder<GradedLink> builder)
    {
        builder.HasKey(l => l.ResourceLinkId);
        builder.Ignore(l => l.Endpoint);
        builder.Property(l => l.Scopes).HasMaxLength(2000).IsUnicode(false);
        builder.Property(l => l.LineItems).IsOptionalAddress();
        builder.Property(l => l.LineItem).IsOptionalAddress();
        builder.Property(l => l.Version).IsConcurrencyToken();
        builder.HasIndex(l => new { l.CollectionId, l.VideoId });
        builder.HasOne(l => l.ResourceLink).WithOne().HasForeignKey<GradedLink>(l => l.ResourceLinkId);
        builder.HasOne(l => l.Registration).WithMany().HasForeignKey(l => l.RegistrationId);
        builder.HasOne<Collection>().WithMany().HasForeignKey(l => l.CollectionId);
        builder.HasOne<Video>().WithMany().HasForeignKey(l => l.VideoId);
    }
}
