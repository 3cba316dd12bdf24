using Lectern.Core.Platforms;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lectern.Core.Tests.Platforms;

/// <summary>What launches need of a platform is read once, and never used when it is older than it may be.</summary>
public sealed class KnownPlatformsTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(Some.Instant);
    private readonly List<ServiceProvider> _processes = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, DatabaseData]
    public async Task A_change_is_seen_at_once_in_its_own_process_and_in_ten_seconds_in_another(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var platform = Some.Platform();
        var registration = Some.Registration(platform);
        await database.AddAsync([platform, registration, Some.Deployment(registration)], Stop);
        var (here, there) = (Process(database), Process(database));
        Assert.Equal(["1"], await DeploymentsAsync(here, registration.Id));
        Assert.Equal(["1"], await DeploymentsAsync(there, registration.Id));

        await using (var context = await here.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContextAsync(Stop))
        {
            context.Add(Some.Deployment(registration, "2"));
            await context.SaveChangesAsync(Stop);
        }

        Assert.Equal(["1", "2"], await DeploymentsAsync(here, registration.Id));
        Assert.Equal(["1"], await DeploymentsAsync(there, registration.Id));
        _time.Advance(PlatformMemory.Freshness);
        Assert.Equal(["1", "2"], await DeploymentsAsync(there, registration.Id));
    }

    [Theory, DatabaseData]
    public async Task An_issuer_that_nobody_registered_is_asked_for_anew(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Stop);
        var known = Process(database).GetRequiredService<KnownPlatforms>();
        Assert.Empty(await known.FindByIssuerAsync("https://lms.test", Stop));

        var platform = Some.Platform();
        await database.AddAsync([platform, Some.Registration(platform)], Stop);

        Assert.Single(await known.FindByIssuerAsync("https://lms.test", Stop));
    }

    [Fact]
    public async Task What_was_read_while_something_changed_is_not_kept()
    {
        var memory = new PlatformMemory(_time);

        await memory.ReadAsync("key", () =>
        {
            memory.Forget();
            return Task.FromResult<string?>("read before the change");
        });

        Assert.Null(memory.Find<string>("key"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private static async Task<IEnumerable<string>> DeploymentsAsync(IServiceProvider process, Guid registration) =>
        (await process.GetRequiredService<KnownPlatforms>().FindFactsAsync(registration, Stop))!.Deployments.Order(StringComparer.Ordinal);

    private ServiceProvider Process(TestDatabase database)
    {
        var services = database.Register(new ServiceCollection()).AddSingleton<TimeProvider>(_time).AddLogging().AddLecternCore().BuildServiceProvider();
        _processes.Add(services);
        return services;
    }
}
