using Lectern.Core;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Data.PostgreSql;
using Lectern.Data.Sqlite;
using Lectern.Data.SqlServer;
using Lectern.Pipelines;
using Lectern.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lectern.Host;

/// <summary>Puts the parts together.</summary>
public static class LecternHost
{
    /// <param name="settings">Settings that win over the environment, such as those of the command line.</param>
    /// <param name="applicationName">Whose list of static files is read; the tests' own when they host us.</param>
    public static WebApplication Build(Roles roles, IEnumerable<KeyValuePair<string, string?>>? settings = null, string applicationName = "lectern")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = applicationName, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("LECTERN_");
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Host.UseSystemd().UseWindowsService();
        builder.Services.AddLectern(builder.Configuration, roles);

        var app = builder.Build();
        if (roles.HasFlag(Roles.Web))
        {
            app.UseLecternWeb();
        }

        return app;
    }

    /// <summary>Brings the tables up to date.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(StorageOf(services.GetRequiredService<IConfiguration>()).DataFolder);
        await using var database = await services.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
    }

    private static void AddLectern(this IServiceCollection services, IConfiguration configuration, Roles roles)
    {
        services.AddOptions<WebOptions>().Bind(configuration).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateOnStart();
        var jobs = services.AddDatabase(configuration);
        services.AddLecternCore();
        services.AddDataProtection().SetApplicationName("Lectern").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(StorageOf(configuration).DataFolder, "keys")));
        if (roles.HasFlag(Roles.Web))
        {
            services.AddLecternWeb();
        }

        if (roles.HasFlag(Roles.Worker))
        {
            services.AddLecternPipelines(jobs);
        }
    }

    private static JobStore AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var storage = StorageOf(configuration);
        switch (options.Engine)
        {
            case DatabaseEngine.PostgreSql:
                services.AddLecternPostgreSql(Required(options));
                return JobStore.PostgreSql(NpgsqlFactory.Instance, Required(options));
            case DatabaseEngine.SqlServer:
                services.AddLecternSqlServer(Required(options));
                return JobStore.SqlServer(SqlClientFactory.Instance, Required(options));
            default:
                services.AddLecternSqlite(options.ConnectionString ?? $"Data Source={Path.GetFullPath(Path.Combine(storage.DataFolder, "lectern.db"))}");
                return JobStore.OwnFile(SqliteFactory.Instance);
        }
    }

    private static string Required(DatabaseOptions options) =>
        options.ConnectionString ?? throw new InvalidOperationException($"Database:ConnectionString is missing; {options.Engine} needs one.");

    private static StorageOptions StorageOf(IConfiguration configuration) =>
        configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
}
