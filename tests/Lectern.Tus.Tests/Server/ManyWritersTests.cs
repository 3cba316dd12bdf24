using Lectern.Tus.Tests.Host;

namespace Lectern.Tus.Tests.Server;

public sealed class ManyWritersTests : UploadTestBase
{
    private const int Size = 1_000_000;

    // However slow the machine is, none of these writers counts as gone.
    protected override TusServerOptions Options { get; } = new() { WriterIdleLimit = TimeSpan.FromMinutes(2), LockWait = TimeSpan.FromMinutes(2) };

    [Fact]
    public async Task Of_many_writers_at_once_one_writes_and_the_file_is_whole()
    {
        var bytes = RandomBytes(Size);
        var upload = await NewUploadAsync(Size);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PatchAsync(upload, 0, bytes)));

        Assert.Single(answers, a => (int)a.StatusCode == 204);
        Assert.All(answers.Where(a => (int)a.StatusCode != 204), a => Assert.Contains((int)a.StatusCode, new[] { 409, 413 }));
        Assert.Equal(bytes, StoredBytes(upload));
        Assert.Single(Hooks.Seen, "completed");
        Array.ForEach(answers, a => a.Dispose());
    }
}
