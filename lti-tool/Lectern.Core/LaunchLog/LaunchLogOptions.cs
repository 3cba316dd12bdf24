using System.ComponentModel.DataAnnotations;

namespace Lectern.Core.LaunchLog;

/// <summary>How much of the launch log is kept.</summary>
public sealed class LaunchLogOptions
{
    public const string Section = "LaunchLog";

    /// <summary>Days that a row is kept. Default 14.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 14;

    /// <summary>Rows of one platform; the oldest go first. Default 20,000.</summary>
    [Range(100, 1_000_000)]
    public int MostPerPlatform { get; set; } = 20_000;
}
