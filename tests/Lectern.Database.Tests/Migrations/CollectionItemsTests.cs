using Lectern.Core.Collections;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lectern.Database.Tests.Migrations;

/// <summary>Videos that were there before items get theirs by the migration.</summary>
public sealed class CollectionItemsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_published_video_of_before_is_published_where_it_was_made_and_a_deleted_one_is_out(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(engine, Stop);
        await using var context = database.CreateContext();
        await context.GetService<IMigrator>().MigrateAsync(MigrationBefore(context, "CollectionItems"), Stop);
        var (platform, person, collection) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (published, deleted) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var at = engine == DatabaseEngine.Sqlite ? new DateTimeOffsetToBinaryConverter().ConvertToProvider(Some.Instant)! : Some.Instant;
        await RunAsync(context, $"""INSERT INTO "Platforms" ("Id", "Name", "CreatedAt") VALUES ({platform}, {"LMS"}, {at})""");
        await RunAsync(context, $"""INSERT INTO "People" ("Id", "PlatformId", "Subject", "FirstSeenAt") VALUES ({person}, {platform}, {"1"}, {at})""");
        await RunAsync(context, $"""INSERT INTO "Collections" ("Id", "PersonId", "CreatedAt") VALUES ({collection}, {person}, {at})""");
        await RunAsync(context, $"""
            INSERT INTO "Videos" ("Id", "CollectionId", "OwnerId", "Title", "Visibility", "PublishWhenCaptioned", "CreatedAt", "PublishedAt", "Version")
            VALUES ({published}, {collection}, {person}, {"One"}, {"Published"}, {false}, {at}, {at}, {published})
            """);
        await RunAsync(context, $"""
            INSERT INTO "Videos" ("Id", "CollectionId", "OwnerId", "Title", "Visibility", "PublishWhenCaptioned", "CreatedAt", "DeletedAt", "Version")
            VALUES ({deleted}, {collection}, {person}, {"Two"}, {"Draft"}, {true}, {at}, {at}, {deleted})
            """);

        await context.Database.MigrateAsync(Stop);

        var items = await context.Items.Include(i => i.Video).OrderBy(i => i.Video.Title).ToListAsync(Stop);
        Assert.Equal([published, deleted], items.Select(i => i.VideoId));
        Assert.Equal(
            [(Visibility.Published, false, Some.Instant, null), (Visibility.Draft, true, (DateTimeOffset?)null, (DateTimeOffset?)Some.Instant)],
            items.Select(i => (i.Visibility, i.PublishWhenCaptioned, i.PublishedAt, i.RemovedAt)));
        Assert.All(items, i => Assert.Equal((collection, collection), (i.CollectionId, i.Video.CollectionId)));
    }

    private static string MigrationBefore(DbContext context, string name) =>
        context.Database.GetMigrations().TakeWhile(migration => !migration.EndsWith($"_{name}", StringComparison.Ordinal)).Last();

    private static Task<int> RunAsync(DbContext context, FormattableString sql) => context.Database.ExecuteSqlAsync(sql, Stop);
}
