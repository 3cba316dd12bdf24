using Lectern.Contracts.Devices;
using Lectern.Ffmpeg.Children;

namespace Lectern.CaptureAgent.Signals;

/// <summary>Makes a check for a source.</summary>
internal sealed class SignalChecks(SignalBoard board, ChildRunner children, AgentOptions options, TimeProvider clock)
{
    public SignalCheck Of(SourceSettings settings) => new(settings, board, children, options, clock);
}
