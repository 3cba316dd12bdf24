using Lectern.Core;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.TestSupport.Databases;

/// <summary>A database of one test's own, set up as the product does it. Disposing removes it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestEngine _engine;
    private readonly ServiceProvider _services;

    private TestDatabase(DatabaseEngine engine, string connectionString)
    {
        Engine = engine;
        ConnectionString = connectionString;
        _engine = TestEngine.Of(engine);
        _services = _engine.Register(new ServiceCollection().AddSingleton<IInterceptor>(new TellsWrites(() => Written?.Invoke())), connectionString).BuildServiceProvider();
    }

    /// <summary>A context of this database wrote: a product that runs beside the test can't know.</summary>
    public event Action? Written;

    public DatabaseEngine Engine { get; }

    public string ConnectionString { get; }

    public IDbContextFactory<LecternDbContext> Contexts => _services.GetRequiredService<IDbContextFactory<LecternDbContext>>();

    public IDatabaseErrors Errors => _services.GetRequiredService<IDatabaseErrors>();

    /// <summary>The reason to skip what needs this engine, or null where it can be had. <see cref="DatabaseDataAttribute"/> asks by itself.</summary>
    public static string? WhyNotHere(DatabaseEngine engine) => TestEngine.Of(engine).WhyNotHere;

    /// <summary>A database with all migrations applied.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseEngine engine, CancellationToken cancellationToken) =>
        new(engine, await TestEngine.Of(engine).CreateMigratedAsync(cancellationToken));

    /// <summary>A database without tables.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseEngine engine, CancellationToken cancellationToken) =>
        new(engine, await TestEngine.Of(engine).CreateEmptyAsync(cancellationToken));

    /// <summary>Services of another process on this database.</summary>
    public IServiceCollection Register(IServiceCollection services) => _engine.Register(services, ConnectionString);

    /// <summary>A context of its own, to be disposed by the caller.</summary>
    public LecternDbContext CreateContext() => Contexts.CreateDbContext();

    /// <summary>Saves rows in a context of its own, so that what is read later comes from the database.</summary>
    public async Task AddAsync(IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        context.AddRange(rows);
        await context.SaveChangesAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _engine.DropAsync(ConnectionString);
    }

    private sealed class TellsWrites(Action tell) : SaveChangesInterceptor
    {
        public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
        {
            tell();
            return result;
        }

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(SavedChanges(eventData, result));
    }
}
