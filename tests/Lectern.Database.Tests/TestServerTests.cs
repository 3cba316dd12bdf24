using Lectern.Database.Tests.Support;
using Lectern.TestSupport.Databases;
using Npgsql;

namespace Lectern.Database.Tests;

/// <summary>The tests' own PostgreSQL server must not outlive them.</summary>
public sealed class TestServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_and_its_folder_go_when_the_process_that_wanted_them_is_killed()
    {
        if (TestDatabase.WhyNotHere(DatabaseEngine.PostgreSql) is { } reason)
        {
            Assert.Skip(reason);
        }

        using var owner = VictimProcess.Start(VictimProcess.ServeMode);
        var folder = await owner.ReadLineAsync(Stop);
        Assert.True(File.Exists(Path.Combine(folder, ".s.PGSQL.5432")));
        using var gone = new FolderGone(folder);

        await owner.KillAsync(Stop);

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(60), Stop);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => new NpgsqlConnection($"Host={folder};Username=postgres;Pooling=false").OpenAsync(Stop));
    }

    private sealed class FolderGone : IDisposable
    {
        private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly FileSystemWatcher _watcher;

        public FolderGone(string folder)
        {
            _watcher = new FileSystemWatcher(Path.GetDirectoryName(folder)!, Path.GetFileName(folder));
            _watcher.Deleted += (_, _) => _gone.TrySetResult();
            _watcher.EnableRaisingEvents = true;
        }

        public Task Task => _gone.Task;

        public void Dispose() => _watcher.Dispose();
    }
}
