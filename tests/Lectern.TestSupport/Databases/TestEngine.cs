using Microsoft.Extensions.DependencyInjection;

namespace Lectern.TestSupport.Databases;

/// <summary>How one engine gives a test a database of its own.</summary>
internal abstract class TestEngine
{
    private static readonly SqliteEngine Sqlite = new();
    private static readonly PostgreSqlEngine PostgreSql = new();
    private static readonly SqlServerEngine SqlServer = new();

    /// <summary>The reason to skip, or null where the engine can be had.</summary>
    public abstract string? WhyNotHere { get; }

    public static TestEngine Of(DatabaseEngine engine) => engine switch
    {
        DatabaseEngine.Sqlite => Sqlite,
        DatabaseEngine.PostgreSql => PostgreSql,
        DatabaseEngine.SqlServer => SqlServer,
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "There is no such engine."),
    };

    public abstract IServiceCollection Register(IServiceCollection services, string connectionString);

    /// <summary>Makes a database without tables and returns its connection string.</summary>
    public abstract Task<string> CreateEmptyAsync(CancellationToken cancellationToken);

    /// <summary>Makes a database with all migrations applied and returns its connection string.</summary>
    public abstract Task<string> CreateMigratedAsync(CancellationToken cancellationToken);

    public abstract Task DropAsync(string connectionString);
}
