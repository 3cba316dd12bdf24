using Lectern.Database.Tests.Support;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Database.Tests.Sqlite;

public sealed class InterruptedMigrationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_killed_while_it_migrates_does_not_keep_the_next_one_from_it()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite, Stop);
        using (var victim = VictimProcess.Start(VictimProcess.LockMode, database.ConnectionString))
        {
            await victim.ReadLineAsync(Stop);
            await victim.KillAsync(Stop);
        }

        await using var context = database.CreateContext();
        await context.Database.MigrateAsync(Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Stop));
    }

    [Fact]
    public async Task While_one_process_migrates_another_waits_its_turn()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite, Stop);
        using var first = VictimProcess.Start(VictimProcess.LockMode, database.ConnectionString);
        await first.ReadLineAsync(Stop);
        await using var context = database.CreateContext();

        var second = context.Database.MigrateAsync(Stop);
        await Assert.ThrowsAsync<TimeoutException>(() => second.WaitAsync(TimeSpan.FromMilliseconds(400), Stop));

        await first.KillAsync(Stop);
        await second.WaitAsync(TimeSpan.FromSeconds(60), Stop);
    }
}
