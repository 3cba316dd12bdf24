using System.Security.Cryptography;
using System.Text;
using Lectern.Contracts.Recordings;

namespace Lectern.CaptureAgent.Spool;

/// <summary>Writes up what there is of a recording that has ended.</summary>
internal static class Manifests
{
    private const int AtOnce = 1000;

    public static RecordingManifest Of(SpooledRecording recording) => new(
        recording.File.EndedAt ?? throw new InvalidOperationException("A recording that goes on has no manifest."),
        [.. recording.Parts.Where(part => part.Mark.Lines > 0).Select(End)],
        recording.File.Pauses);

    private static PartEnd End(SpooledPart part)
    {
        var (lines, length) = part.Mark;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var line = 0; line < lines; line += AtOnce)
        {
            foreach (var fragment in part.ReadLines(line, AtOnce))
            {
                hash.AppendData(Encoding.ASCII.GetBytes(fragment.Sha256));
            }
        }

        return new PartEnd(part.Source, part.Part, part.Boot, length, lines, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
