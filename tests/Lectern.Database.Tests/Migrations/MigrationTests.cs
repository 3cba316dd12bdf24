using Lectern.Core;
using Lectern.Database.Tests.Support;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Database.Tests.Migrations;

public sealed class MigrationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task Every_migration_applies_to_an_empty_database(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(engine, Stop);
        await using var context = database.CreateContext();

        await context.Database.MigrateAsync(Stop);

        Assert.Equal(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync(Stop));
        foreach (var type in context.Model.GetEntityTypes())
        {
            Assert.Equal(0, await CountAsync(context, type.ClrType));
        }
    }

    [Theory, DatabaseData]
    public async Task Migrating_a_database_in_use_again_keeps_its_rows(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        await database.AddAsync(Some.Classroom().Rows, Stop);
        await using var context = database.CreateContext();

        await context.Database.MigrateAsync(Stop);

        Assert.Equal(2, await context.People.CountAsync(Stop));
    }

    [Theory, MemberData(nameof(Unconnected.Engines), MemberType = typeof(Unconnected))]
    public void The_migrations_make_the_model_as_it_is(DatabaseEngine engine)
    {
        using var unconnected = new Unconnected(engine);

        var pending = unconnected.Context.Database.HasPendingModelChanges();

        Assert.False(pending, "The model changed: run lti-tool/add-migration.sh.");
    }

    [Fact]
    public void A_migration_is_there_for_every_engine_or_for_none()
    {
        var names = Enum.GetValues<DatabaseEngine>().Select(MigrationNames).ToList();

        Assert.NotEmpty(names[0]);
        Assert.All(names, each => Assert.Equal(names[0], each));
    }

    private static List<string> MigrationNames(DatabaseEngine engine)
    {
        using var unconnected = new Unconnected(engine);
        const string Timestamp = "20260101000000_";
        return [.. unconnected.Context.Database.GetMigrations().Select(migration => migration[Timestamp.Length..])];
    }

    private static async Task<int> CountAsync(LecternDbContext context, Type entity)
    {
        var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity).Invoke(context, null)!;
        return await set.CountAsync(Stop);
    }
}
