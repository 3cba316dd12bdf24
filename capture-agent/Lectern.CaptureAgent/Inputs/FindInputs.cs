using System.Collections.Concurrent;
using Lectern.CaptureAgent.Recording;
using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Inputs;

/// <summary>Finds what this machine could record from. What can't be asked is left out.</summary>
internal sealed class FindInputs(AgentOptions options, ChildRunner children, InputFolders? folders = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] s_quiet = ["-hide_banner", "-nostdin"];
    private readonly LinuxInputs linux = new(folders ?? InputFolders.OfSystem);

    // What a camera gives doesn't change while it is plugged in, and to ask for it opens the camera.
    private readonly Dictionary<(string Device, string Name), CameraFormats> formats = [];

    public async Task<FoundInputs> RunAsync(CancellationToken cancellationToken)
    {
        var found = OperatingSystem.IsWindows() ? await OnWindowsAsync(cancellationToken) : await OnLinuxAsync(cancellationToken);
        return new FoundInputs([.. found.Select(Clip).OfType<FoundInput>().Distinct().Take(FoundInputs.Most)]);
    }

    private async Task<IEnumerable<FoundInput>> OnLinuxAsync(CancellationToken cancellationToken)
    {
        var cameras = await CamerasAsync([.. linux.Cameras()], cancellationToken);
        var heard = HasPulse ? PulseSources.Parse(await AskAsync(["-sources", "pulse"], cancellationToken)) : [];
        return [.. cameras, .. linux.Screens(), .. linux.Cards(), .. heard, .. linux.Microphones()];
    }

    // Whoever asks where there is no server starts one, and that takes the sound cards.
    private static bool HasPulse =>
        Environment.GetEnvironmentVariable("PULSE_SERVER") is { Length: > 0 }
        || File.Exists("/run/pulse/native")
        || (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "pulse", "native")));

    private async Task<IEnumerable<FoundInput>> OnWindowsAsync(CancellationToken cancellationToken)
    {
        var found = DirectShowDevices.Parse(await AskAsync(["-f", "dshow", "-list_devices", "true", "-i", "dummy"], cancellationToken));
        return [.. found, new FoundInput("ddagrab", true, "0", "The first screen"), new FoundInput("gdigrab", true, "desktop", "The whole desktop")];
    }

    private async Task<IReadOnlyList<FoundInput>> CamerasAsync(IReadOnlyList<FoundInput> devices, CancellationToken cancellationToken)
    {
        foreach (var gone in formats.Keys.Except(devices.Select(KeyOf)).ToList())
        {
            formats.Remove(gone);
        }

        var cameras = new List<FoundInput>();
        foreach (var device in devices)
        {
            if (!formats.TryGetValue(KeyOf(device), out var known))
            {
                known = CameraFormats.Parse(await AskAsync(["-f", "v4l2", "-list_formats", "all", "-i", device.Device], cancellationToken));
                if (known.Sizes is not null || !known.IsCamera)
                {
                    formats[KeyOf(device)] = known;
                }
            }

            cameras.AddRange(known.IsCamera ? [device with { Sizes = known.Sizes }] : []);
        }

        return cameras;
    }

    private static (string Device, string Name) KeyOf(FoundInput device) => (device.Device, device.Name);

    // It says so on either pipe, and ends with an error where it was asked for no more than a list.
    private async Task<IReadOnlyCollection<string>> AskAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var lines = new ConcurrentQueue<string>();
        try
        {
            var command = new ChildCommand(options.Ffmpeg, [.. s_quiet, .. arguments]) { TimeLimit = Patience, FailsOnExitCode = false, Niceness = 10 };
            await children.RunAsync(command, new ChildPipes { OnOutputLine = lines.Enqueue, OnErrorLine = lines.Enqueue }, cancellationToken);
        }
        catch (ChildProcessException)
        {
        }

        return lines;
    }

    // What can't be set as a source's device is not offered as one.
    private static FoundInput? Clip(FoundInput found) =>
        Profiles.All.Any(profile => profile.Name == found.Profile && profile.Gives == (found.IsPicture ? MediaKind.Picture : MediaKind.Sound) && profile.Device.IsMatch(found.Device))
            ? found with { Name = Plain(found.Name), Sizes = found.Sizes is { } sizes ? Plain(sizes) : null }
            : null;

    private static string Plain(string text)
    {
        var plain = string.Concat(text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))).Trim();
        return plain[..Math.Min(plain.Length, FoundInputs.LongestName)];
    }
}
