using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Database.Tests;

public sealed class RowSafetyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_person_who_owns_a_video_is_not_deleted_and_nor_is_the_video(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = Some.Classroom();
        await database.AddAsync([.. room.Rows, Some.Video(room.Collection, room.Teacher)], Stop);
        await using var context = database.CreateContext();

        context.Remove(await context.People.SingleAsync(person => person.Id == room.Teacher.Id, Stop));
        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Stop));

        Assert.False(database.Errors.IsUniqueViolation(failure));
        await using var after = database.CreateContext();
        Assert.Equal((2, 1), (await after.People.CountAsync(Stop), await after.Videos.CountAsync(Stop)));
    }

    [Theory, DatabaseData]
    public async Task A_platform_with_a_course_is_not_deleted_by_a_statement_either(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        await database.AddAsync(Some.Classroom().Rows, Stop);
        await using var context = database.CreateContext();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => context.Platforms.ExecuteDeleteAsync(Stop));

        Assert.Equal(1, await context.Platforms.CountAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task Of_two_edits_of_the_same_video_the_second_is_told_that_it_is_late(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = Some.Classroom();
        await database.AddAsync([.. room.Rows, Some.Video(room.Collection, room.Teacher)], Stop);
        await using var first = database.CreateContext();
        await using var second = database.CreateContext();
        await RenameAsync(first, "First");
        await RenameAsync(second, "Second");

        await first.SaveChangesAsync(Stop);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Stop));

        await using var after = database.CreateContext();
        Assert.Equal("First", (await after.Videos.SingleAsync(Stop)).Title);
    }

    [Theory, DatabaseData]
    public async Task What_a_transaction_wrote_before_it_failed_is_not_there(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var room = Some.Classroom();
        var video = Some.Video(room.Collection, room.Teacher);

        await Assert.ThrowsAsync<DbUpdateException>(() => database.AddAsync([.. room.Rows, video, Some.Job(video), Some.Job(video)], Stop));

        await using var context = database.CreateContext();
        Assert.Equal((0, 0, 0), (await context.Platforms.CountAsync(Stop), await context.Videos.CountAsync(Stop), await context.Jobs.CountAsync(Stop)));
    }

    private static async Task RenameAsync(Core.LecternDbContext context, string title)
    {
        var video = await context.Videos.SingleAsync(Stop);
        video.Title = title;
        video.Version = Guid.CreateVersion7();
    }
}
