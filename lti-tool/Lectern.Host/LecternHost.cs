using Lectern.Core;
using Lectern.Core.Keys;
using Lectern.Core.LaunchLog;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Data.PostgreSql;
using Lectern.Data.Sqlite;
using Lectern.Data.SqlServer;
using Lectern.Host.Backups;
using Lectern.Pipelines;
using Lectern.Pipelines.Retention;
using Lectern.Web;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Lectern.Host;

/// <summary>Puts the parts together.</summary>
public static class LecternHost
{
    private const long LargestBody = 1 << 20;

    /// <param name="settings">Settings that win over the environment, such as those of the command line.</param>
    /// <param name="applicationName">Whose list of static files is read; the tests' own when they host us.</param>
    /// <param name="replace">Puts other services in place of ours, such as a clock; runs last.</param>
    public static WebApplication Build(
        Roles roles, IEnumerable<KeyValuePair<string, string?>>? settings = null, string applicationName = "lectern", Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = applicationName, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("LECTERN_");
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Forms and JSON are small; uploads lift this for themselves.
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Host.UseSystemd().UseWindowsService();
        builder.Services.AddLectern(builder.Configuration, roles);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        if (roles.HasFlag(Roles.Web))
        {
            app.UseLecternWeb();
        }

        return app;
    }

    /// <summary>Brings the tables up to date and sees to it that the keys in them are encrypted.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // A setting that is wrong is said as such, and not as what the database makes of it.
        _ = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        var folder = services.GetRequiredService<IOptions<StorageOptions>>().Value.DataFolder;
        RestoreMark.Refuse(folder);
        CreateOwnFolder(folder);
        await BringUpToDateAsync(services, cancellationToken);
    }

    internal static async Task BringUpToDateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        await services.GetRequiredService<ProtectKeys>().RunAsync(cancellationToken);
    }

    /// <summary>Nothing is served before the tables are those of this version and the key file opens the keys in them.</summary>
    /// <exception cref="OperatorException">They are not.</exception>
    public static async Task GuardAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        RestoreMark.Refuse(services.GetRequiredService<IOptions<StorageOptions>>().Value.DataFolder);
        await using var database = await services.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContextAsync(cancellationToken);
        if ((await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new OperatorException("DB-001", "The database is older than this version; lectern migrate brings it up to date.");
        }

        await services.GetRequiredService<ProtectKeys>().RunAsync(cancellationToken);
    }

    // It holds media and what people wrote: nobody else on this machine reads it.
    internal static void CreateOwnFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void AddLectern(this IServiceCollection services, IConfiguration configuration, Roles roles)
    {
        services.AddLecternWebOptions(configuration);
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LaunchLogOptions>().BindConfiguration(LaunchLogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section);
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var jobs = services.AddDatabase(configuration);
        services.AddLecternCore().AddBackups();
        if (roles.HasFlag(Roles.Web))
        {
            services.AddLecternWeb();
        }

        if (roles.HasFlag(Roles.Worker))
        {
            services.AddLecternPipelines(jobs);
        }
    }

    // What is missing or misspelt here is found again by the options' own validation, which tells all faults at once.
    private static JobStore AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(DatabaseOptions.Section);
        var connection = section[nameof(DatabaseOptions.ConnectionString)];
        switch (Enum.TryParse<DatabaseEngine>(section[nameof(DatabaseOptions.Engine)], ignoreCase: true, out var engine) ? engine : DatabaseEngine.Sqlite)
        {
            case DatabaseEngine.PostgreSql:
                var pooled = PostgreSqlServices.WithDefaults(connection ?? "");
                services.AddLecternPostgreSql(pooled);
                return JobStore.PostgreSql(NpgsqlFactory.Instance, pooled);
            case DatabaseEngine.SqlServer:
                services.AddLecternSqlServer(connection ?? "");
                return JobStore.SqlServer(SqlClientFactory.Instance, connection ?? "");
            default:
                services.AddLecternSqlite(new DatabaseOptions { ConnectionString = connection }.ConnectionStringWith(StorageOf(configuration)));
                return JobStore.OwnFile(SqliteFactory.Instance);
        }
    }

    private static StorageOptions StorageOf(IConfiguration configuration) =>
        configuration.GetSection(StorageOptions.Section)[nameof(StorageOptions.DataFolder)] is { Length: > 0 } folder ? new StorageOptions { DataFolder = folder } : new StorageOptions();
}
