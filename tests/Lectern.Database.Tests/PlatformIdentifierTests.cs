using Lectern.Core.Launches;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Database.Tests;

/// <summary>Identifiers of a platform are case-sensitive ASCII of at most 255 characters (LTI Core 1.3 §5.3).</summary>
public sealed class PlatformIdentifierTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task People_whose_subjects_differ_only_by_case_are_two_people(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var platform = Some.Platform();
        var (lower, upper) = (Some.Person(platform, "Lower", subject: "a-User"), Some.Person(platform, "Upper", subject: "A-user"));

        await database.AddAsync([platform, lower, upper], Stop);

        await using var context = database.CreateContext();
        Assert.Equal(lower.Id, (await context.People.SingleAsync(person => person.Subject == "a-User", Stop)).Id);
        Assert.Equal(upper.Id, (await context.People.SingleAsync(person => person.Subject == "A-user", Stop)).Id);
        Assert.False(await context.People.AnyAsync(person => person.Subject == "a-user", Stop));
    }

    [Theory, DatabaseData]
    public async Task Contexts_deployments_clients_and_nonces_that_differ_only_by_case_are_apart(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var platform = Some.Platform();
        var (lower, upper) = (Some.Registration(platform, clientId: "client"), Some.Registration(platform, clientId: "Client"));

        await database.AddAsync(
            [
                platform, lower, upper,
                Some.Deployment(lower, "d"), Some.Deployment(lower, "D"),
                Some.Course(platform, contextId: "c"), Some.Course(platform, contextId: "C"),
                new UsedNonce { RegistrationId = lower.Id, Nonce = "n", ExpiresAt = Some.Instant },
                new UsedNonce { RegistrationId = lower.Id, Nonce = "N", ExpiresAt = Some.Instant },
            ],
            Stop);

        await using var context = database.CreateContext();
        Assert.Equal(lower.Id, (await context.Registrations.SingleAsync(registration => registration.ClientId == "client", Stop)).Id);
        Assert.Equal(2, await context.Deployments.CountAsync(Stop));
        Assert.Equal(2, await context.Courses.CountAsync(Stop));
        Assert.Equal(2, await context.Nonces.CountAsync(Stop));
    }

    [Theory, DatabaseData]
    public async Task An_identifier_of_255_characters_is_kept_whole(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var subject = new string('x', 254) + "Y";
        var platform = Some.Platform();

        await database.AddAsync([platform, Some.Person(platform, subject: subject)], Stop);

        await using var context = database.CreateContext();
        Assert.Equal(subject, (await context.People.SingleAsync(Stop)).Subject);
    }
}
