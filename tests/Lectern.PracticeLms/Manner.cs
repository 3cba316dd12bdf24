namespace Lectern.PracticeLms;

/// <summary>The habits in which platforms differ where the specifications leave room. Others are added as values, not as branches.</summary>
internal sealed record Manner
{
    public static Manner Moodle { get; } = new()
    {
        Name = "moodle",
        ProductFamily = "moodle",
        Version = "2024100705.01",
        IdTokenLife = TimeSpan.FromSeconds(60),
        ContextType = "CourseSection",
        TokenAnswerType = "text/html; charset=utf-8",
        ErrorPageStatus = StatusCodes.Status404NotFound,
        LowersCustomKeys = true,
    };

    public required string Name { get; init; }
    public required string ProductFamily { get; init; }
    public required string Version { get; init; }
    public required TimeSpan IdTokenLife { get; init; }

    /// <summary>How a course says what it is: Moodle sends the short name, not the whole address.</summary>
    public required string ContextType { get; init; }

    /// <summary>Moodle answers JSON from its token endpoint under an HTML content type.</summary>
    public required string TokenAnswerType { get; init; }

    /// <summary>The status of the platform's own error page in place of an answer to the tool.</summary>
    public required int ErrorPageStatus { get; init; }

    /// <summary>Custom parameters also come under a lower-cased name with <c>_</c> for other characters.</summary>
    public required bool LowersCustomKeys { get; init; }

    public static Manner Named(string? name) =>
        name is null || string.Equals(name, Moodle.Name, StringComparison.OrdinalIgnoreCase)
            ? Moodle
            : throw new ArgumentException($"There is no manner '{name}'. Known: {Moodle.Name}.", nameof(name));
}
