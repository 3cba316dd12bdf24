using Lectern.Core;
using Lectern.Data.PostgreSql;
using Lectern.Data.Sqlite;
using Lectern.TestSupport.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Lectern.Pipelines.Tests.Support;

/// <summary>A host that is a worker and nothing else, set up as the product does it.</summary>
internal static class WorkerHost
{
    public static IHost Build(DatabaseEngine engine, string connectionString, IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff "))
            .AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddLecternCore();
        AddDatabase(builder.Services, engine, connectionString);
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static void AddDatabase(IServiceCollection services, DatabaseEngine engine, string connectionString)
    {
        switch (engine)
        {
            case DatabaseEngine.Sqlite:
                services.AddLecternSqlite(connectionString).AddLecternPipelines(JobStore.OwnFile(SqliteFactory.Instance));
                break;
            case DatabaseEngine.PostgreSql:
                services.AddLecternPostgreSql(connectionString).AddLecternPipelines(JobStore.PostgreSql(NpgsqlFactory.Instance, connectionString));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(engine), engine, "No worker tests run on this engine.");
        }
    }
}
