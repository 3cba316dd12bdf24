namespace Lectern.Contracts.Devices;

/// <summary>Something that a machine could record from.</summary>
/// <param name="Profile">Which of the agent's profiles reads it: letters, digits and hyphens.</param>
/// <param name="IsPicture">Whether it is seen; else it is heard.</param>
/// <param name="Device">What settings name it by.</param>
/// <param name="Name">What the system calls it, for people.</param>
/// <param name="Sizes">Which sizes it gives, such as <c>1920x1080 1280x720</c>; null where nobody knows, or any.</param>
public sealed record FoundInput(string Profile, bool IsPicture, string Device, string Name, string? Sizes = null);
