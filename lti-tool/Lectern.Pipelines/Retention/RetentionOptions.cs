using System.ComponentModel.DataAnnotations;

namespace Lectern.Pipelines.Retention;

/// <summary>How long what people deleted is kept.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>A deleted video can be restored for so many days; then its files and rows are removed for good. Default 30.</summary>
    [Range(1, 3650)]
    public int KeepDeletedDays { get; set; } = 30;
}
