using System.Security.Cryptography;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>A spool of one test's own.</summary>
internal sealed class SpoolFolder : IDisposable
{
    private readonly TempFolder temporary = new();

    public SpoolFolder() => Agent = new AgentFolder(temporary.Path);

    public static RecordedSource Sound { get; } = new("sound", SourceRole.Sound);

    public static RecordingStart Start { get; } = new(Guid.CreateVersion7(), Guid.CreateVersion7(), "Algebra", DateTimeOffset.UnixEpoch.AddYears(56));

    public AgentFolder Agent { get; }

    public SpoolStore Open(ISpoolDisk? disk = null)
    {
        var spool = new SpoolStore(Agent, disk ?? new SpoolDisk(Agent), NullLogger<SpoolStore>.Instance);
        spool.Load();
        return spool;
    }

    /// <summary>Fails unless every durable line has its bytes.</summary>
    public static void IsWhole(SpooledPart part)
    {
        var lines = part.ReadLines(0, int.MaxValue / 2);
        if (lines.Count == 0)
        {
            return;
        }

        using var media = part.OpenRead();
        Assert.Equal(part.Mark.Lines, lines.Count);
        Assert.True(media.Length >= part.Mark.Length);
        foreach (var line in lines)
        {
            var bytes = new byte[line.Length];
            media.Position = line.Offset;
            media.ReadExactly(bytes);
            Assert.Equal(line.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }

    public void Dispose() => temporary.Dispose();
}
