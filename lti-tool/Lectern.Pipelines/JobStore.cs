using System.Data.Common;
using Lectern.Core.Storage;

namespace Lectern.Pipelines;

/// <summary>Where the job engine keeps its own books. The host chooses it with the database of the suite.</summary>
public sealed record JobStore
{
    private JobStore(JobStoreEngine engine, DbProviderFactory provider, string? connectionString) =>
        (Engine, Provider, ConnectionString) = (engine, provider, connectionString);

    public JobStoreEngine Engine { get; }

    /// <summary>Null: <c>jobs.db</c> in the data folder.</summary>
    public string? ConnectionString { get; }

    internal DbProviderFactory Provider { get; }

    /// <summary>A file of its own in the data folder, so that its writes never wait for the suite's. One worker process.</summary>
    /// <param name="sqlite">The SQLite driver's factory.</param>
    public static JobStore OwnFile(DbProviderFactory sqlite) => new(JobStoreEngine.Sqlite, sqlite, null);

    /// <summary>Where that file lies.</summary>
    public static string OwnFileIn(StorageOptions storage) => Path.Combine(Path.GetFullPath(storage.DataFolder), "jobs.db");

    /// <summary>Tables of its own in a PostgreSQL database; any number of workers share the work.</summary>
    public static JobStore PostgreSql(DbProviderFactory npgsql, string connectionString) => new(JobStoreEngine.PostgreSql, npgsql, connectionString);

    /// <summary>Tables of its own in a SQL Server database; any number of workers share the work.</summary>
    public static JobStore SqlServer(DbProviderFactory sqlClient, string connectionString) => new(JobStoreEngine.SqlServer, sqlClient, connectionString);
}

public enum JobStoreEngine
{
    Sqlite,
    PostgreSql,
    SqlServer,
}
