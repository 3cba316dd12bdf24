using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lectern.Contracts.Devices;

/// <summary>The first line of an update file, as JSON. What follows the line, a <c>tar.gz</c> of what lies in the agent's program folder, is what was signed by its hash.</summary>
/// <param name="Version">Two to four numbers.</param>
/// <param name="Platform">Which agents it is for, such as <c>linux-x64</c> (<see cref="AgentStatus.Platform"/>).</param>
/// <param name="Sha256">Of what follows, in hex.</param>
/// <param name="Program">SHA-256 of the program in it, in hex: what a machine compares before each start.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over <see cref="SignedText"/>, in DER and base64, by the key whose public half is installed with agents.</param>
public sealed partial record UpdateHeader(string Version, string Platform, string Sha256, string Program, string Signature)
{
    /// <summary>Bytes of a whole file.</summary>
    public const long Largest = 512L << 20;

    private const int Longest = 4096;

    /// <summary>What is signed, in ASCII.</summary>
    public string SignedText() => $"lectern-agent {Version} {Platform} {Sha256} {Program}\n";

    /// <summary>Whether one version is newer than another. What follows the numbers, such as <c>-beta</c>, doesn't count.</summary>
    public static bool IsNewer(string version, string than) => NumbersOf(version) is { } one && (NumbersOf(than) is not { } other || one > other);

    /// <summary>Reads the line and leaves the stream behind it; null where there is none.</summary>
    public static async Task<UpdateHeader?> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        var (line, next) = (new List<byte>(), new byte[1]);
        while (await file.ReadAsync(next, cancellationToken).ConfigureAwait(false) == 1 && next[0] != '\n' && line.Count < Longest)
        {
            line.Add(next[0]);
        }

        return next[0] == '\n' ? Read([.. line]) : null;
    }

    /// <summary>Reads the line alone; null for what is none.</summary>
    public static UpdateHeader? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CaptureJson.Default.UpdateHeader) is { } header
                && VersionText().IsMatch(header.Version) && PlatformText().IsMatch(header.Platform) && HashText().IsMatch(header.Sha256) && HashText().IsMatch(header.Program) ? header : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Version? NumbersOf(string version) => System.Version.TryParse(Numbers().Match(version).Value, out var numbers)
        ? new Version(numbers.Major, numbers.Minor, Math.Max(0, numbers.Build), Math.Max(0, numbers.Revision))
        : null;

    [GeneratedRegex(@"^\d{1,5}(\.\d{1,5}){1,3}\z")]
    private static partial Regex VersionText();

    [GeneratedRegex(@"^[a-z]{1,10}-[a-z0-9]{1,10}\z")]
    private static partial Regex PlatformText();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex HashText();

    [GeneratedRegex(@"^\d{1,5}(\.\d{1,5}){1,3}")]
    private static partial Regex Numbers();
}
