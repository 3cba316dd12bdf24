using Lectern.Core;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Data.PostgreSql;

public static class PostgreSqlServices
{
    public static IServiceCollection AddLecternPostgreSql(this IServiceCollection services, string connectionString) => services
        .AddSingleton<IDatabaseErrors, PostgreSqlDatabaseErrors>()
        .AddPooledDbContextFactory<LecternDbContext>((provider, options) => options.UseLecternPostgreSql(connectionString).AddInterceptors(provider.GetServices<IInterceptor>()))
        .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContext());

    /// <summary>
    /// Connections keep what they have prepared, and have no state that would need a reset between two uses. A string that says otherwise, as before a pooler
    /// without prepared statements, has its way: what comes later counts. All of a process should use the same string, since each has its own pool.
    /// </summary>
    public static string WithDefaults(string connectionString) => $"Max Auto Prepare=50;No Reset On Close=true;{connectionString}";

    internal static DbContextOptionsBuilder UseLecternPostgreSql(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlServices).Assembly.GetName().Name));
}
