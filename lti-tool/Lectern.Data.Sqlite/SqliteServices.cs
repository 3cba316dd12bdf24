using Lectern.Core;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Data.Sqlite;

public static class SqliteServices
{
    /// <summary>The embedded default: one file, no server.</summary>
    public static IServiceCollection AddLecternSqlite(this IServiceCollection services, string connectionString) => services
        .AddSingleton<IDatabaseErrors, SqliteDatabaseErrors>()
        .AddSingleton<WriteTurns>()
        .AddPooledDbContextFactory<LecternDbContext>((provider, options) => options.UseLecternSqlite(connectionString).AddInterceptors(provider.GetServices<IInterceptor>()))
        .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContext());

    internal static DbContextOptionsBuilder UseLecternSqlite(this DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteServices).Assembly.GetName().Name))
        .AddInterceptors(new SqliteDurability())
        .ReplaceService<IHistoryRepository, MigrationHistory>();
}
