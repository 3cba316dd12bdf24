using System.Globalization;
using System.Security.Cryptography;
using Lectern.CaptureAgent.Spool;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Lectern.Ffmpeg.Children;
using Lectern.Ffmpeg.Fragments;
using Lectern.TestSupport;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Tests.Capture.Agents;

/// <summary>The agent's own uploads and the tool's own answers, and between them a line that breaks anywhere.</summary>
public sealed class CutLineTests(ITestOutputHelper output)
{
    private const double MeanLength = 200_000;
    private static readonly string[] s_sources = ["slides", "sound"];

    private static bool IsLong => Environment.GetEnvironmentVariable("LECTERN_LONG") is { Length: > 0 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_byte_arrives_over_a_line_that_is_cut_at_any_byte()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LECTERN_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"LECTERN_SEED={seed}");
        var random = new Random(seed);
        await using var app = await LecternApp.StartAsync();
        await using var line = new CutLine(new Uri(app.Url), () => 1 + (long)(-Math.Log(1 - random.NextDouble()) * MeanLength));
        await using var agent = (await RealAgent.EnrolAsync(
            app, 1, line.Address, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new HurriedTime())))).Single();
        var recorded = await RecordAsync(agent.Spool);

        await agent.Uploader.StartAsync(Stop);
        for (var until = TimeProvider.System.GetUtcNow().AddMinutes(IsLong ? 10 : 1); agent.Spool.Recordings.Count > 0;)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, $"It is not verified after {line.Cuts} cuts.");
            await Task.Delay(50, Stop);
        }

        await agent.Uploader.StopAsync(Stop);
        output.WriteLine($"{recorded.Values.Sum(part => part.Length)} bytes over {line.Cuts} cuts");
        Assert.True(line.Cuts >= 10, $"The line was cut {line.Cuts} times only.");
        Assert.Equal(recorded.ToDictionary(part => part.Key, part => part.Value.Hash), await HeldAsync(app));
    }

    private static async Task<Dictionary<(string Source, int Part), (string Hash, long Length)>> RecordAsync(SpoolStore spool)
    {
        spool.Load();
        var (pieces, began) = (await PiecesAsync(), TimeProvider.System.GetUtcNow());
        var start = new RecordingStart(Guid.CreateVersion7(), null, "Algebra", began);
        foreach (var source in s_sources)
        {
            Assert.True(spool.TryBeginPart(start, new RecordedSource(source, SourceRole.Sound), out var writer));
            foreach (var (second, piece) in pieces.Index())
            {
                Assert.True(writer.TryAppend(piece, new Stamp(1000 + second, began.AddSeconds(second))));
            }

            writer.Dispose();
        }

        Assert.True(spool.TryEnd(start.Id, began.AddSeconds(pieces.Count), []));
        return spool.Recordings[0].Parts.ToDictionary(part => (part.Source, part.Part), part => (HashOf(part.MediaPath), part.Mark.Length));
    }

    // What the tool holds as whole parts, read from its own disk.
    private static async Task<Dictionary<(string Source, int Part), string>> HeldAsync(LecternApp app)
    {
        await using var rows = app.Rows();
        var recording = await rows.Recordings.Include(row => row.Parts).SingleAsync(Stop);
        Assert.NotNull(recording.VerifiedAt);
        var storage = app.Get<IOptions<StorageOptions>>().Value;
        return recording.Parts.ToDictionary(part => (part.Source, part.Number), part => HashOf(CaptureFiles.PartOf(storage, part.UploadId)));
    }

    // Noise, which nothing shrinks: some hundred kilobytes a second.
    private static async Task<IReadOnlyList<MediaPiece>> PiecesAsync()
    {
        using var made = new MemoryStream();
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-f", "lavfi", "-i", "anoisesrc=sample_rate=48000,aformat=channel_layouts=stereo", "-t", IsLong ? "200" : "6",
            "-c:a", "alac", "-frag_duration", "240000", "-f", "mp4", "-movflags", "empty_moov+default_base_moof+skip_trailer", "pipe:1",
        ];
        await new ChildRunner().RunAsync(new ChildCommand("ffmpeg", arguments), new ChildPipes { Output = made }, Stop);
        return new FragmentReader().Append(made.ToArray());
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
