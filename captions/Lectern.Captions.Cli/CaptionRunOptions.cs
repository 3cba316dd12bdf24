using Lectern.Captions.Whisper;

namespace Lectern.Captions.Cli;

/// <summary>One run as the command line asked for it.</summary>
internal sealed record CaptionRunOptions(CaptionRequest Request, bool Json, bool StopWithInput, string Ffmpeg, string Ffprobe);
