using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lectern.Core.Database;

internal static class PropertyBuilderExtensions
{
    internal const string OrdinalAnnotation = "Lectern:Ordinal";

    /// <summary>An identifier that a platform gave us: case-sensitive ASCII of at most 255 characters (LTI Core 1.3 §5.3).</summary>
    internal static PropertyBuilder<string> IsPlatformIdentifier(this PropertyBuilder<string> property) =>
        property.HasMaxLength(255).IsUnicode(false).HasAnnotation(OrdinalAnnotation, true);

    internal static PropertyBuilder<string?> IsOptionalPlatformIdentifier(this PropertyBuilder<string?> property) =>
        property.HasMaxLength(255).IsUnicode(false).HasAnnotation(OrdinalAnnotation, true);

    /// <summary>A SHA-256 in base64url, 43 characters, compared byte by byte.</summary>
    internal static PropertyBuilder<string> IsHash(this PropertyBuilder<string> property) =>
        property.HasMaxLength(43).IsUnicode(false).HasAnnotation(OrdinalAnnotation, true);

    internal static PropertyBuilder<string?> IsOptionalHash(this PropertyBuilder<string?> property) =>
        property.HasMaxLength(43).IsUnicode(false).HasAnnotation(OrdinalAnnotation, true);

    internal static PropertyBuilder<string> IsAddress(this PropertyBuilder<string> property) => property.HasMaxLength(2000);

    internal static PropertyBuilder<string?> IsOptionalAddress(this PropertyBuilder<string?> property) => property.HasMaxLength(2000);

    /// <summary>Media keys, versions and other names that we make ourselves.</summary>
    internal static PropertyBuilder<string> IsOwnName(this PropertyBuilder<string> property, int length = 200) =>
        property.HasMaxLength(length).IsUnicode(false).HasAnnotation(OrdinalAnnotation, true);

    internal static PropertyBuilder<string?> IsOptionalOwnName(this PropertyBuilder<string?> property, int length = 200) =>
        property.HasMaxLength(length).IsUnicode(false).HasAnnotation(OrdinalAnnotation, true);
}
