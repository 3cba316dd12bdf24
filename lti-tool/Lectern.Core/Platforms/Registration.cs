using Lectern.Core.Database;
using Lectern.Lti;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Platforms;

/// <summary>What a platform and we agreed on: issuer, client id and where to find each other.</summary>
public sealed class Registration
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PlatformId { get; init; }
    public Platform Platform { get; init; } = null!;
    public required string Issuer { get; init; }
    public required string ClientId { get; init; }
    public required string AuthorizationEndpoint { get; set; }
    public required string TokenEndpoint { get; set; }
    public required string JwksUri { get; set; }

    /// <summary>The audience of our client assertions where it is not the token endpoint (hosted Canvas, Brightspace).</summary>
    public string? TokenAudience { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    internal static Registration Of(LtiRegistration lti, Guid platformId, DateTimeOffset at) => new()
    {
        Id = lti.Id,
        PlatformId = platformId,
        Issuer = lti.Issuer,
        ClientId = lti.ClientId,
        AuthorizationEndpoint = lti.AuthorizationEndpoint,
        TokenEndpoint = lti.TokenEndpoint,
        JwksUri = lti.JwksUri,
        TokenAudience = lti.TokenAudience,
        CreatedAt = at,
    };

    public LtiRegistration ToLti() =>
        new(Id, Issuer, ClientId, AuthorizationEndpoint, TokenEndpoint, JwksUri, TokenAudience);
}

internal sealed class RegistrationConfiguration : IEntityTypeConfiguration<Registration>
{
    public void Configure(EntityTypeBuilder<Registration> builder)
    {
        builder.Property(r => r.Issuer).IsPlatformIdentifier();
        builder.Property(r => r.ClientId).IsPlatformIdentifier();
        builder.Property(r => r.AuthorizationEndpoint).IsAddress();
        builder.Property(r => r.TokenEndpoint).IsAddress();
        builder.Property(r => r.JwksUri).IsAddress();
        builder.Property(r => r.TokenAudience).IsOptionalAddress();
        // Every hosted Canvas shares one issuer, and so does every Blackboard: only the pair is unique.
        builder.HasIndex(r => new { r.Issuer, r.ClientId }).IsUnique();
        builder.HasOne(r => r.Platform).WithMany(p => p.Registrations).HasForeignKey(r => r.PlatformId);
    }
}
