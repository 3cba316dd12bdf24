namespace Lectern.CaptureAgent.Inputs;

/// <summary>Where Linux says what a machine has.</summary>
/// <param name="Devices"><c>/dev</c>.</param>
/// <param name="Classes"><c>/sys/class</c>.</param>
/// <param name="Sound"><c>/proc/asound</c>.</param>
/// <param name="Screens">The sockets of X servers.</param>
internal sealed record InputFolders(string Devices, string Classes, string Sound, string Screens)
{
    public static InputFolders OfSystem { get; } = new("/dev", "/sys/class", "/proc/asound", "/tmp/.X11-unix");
}
