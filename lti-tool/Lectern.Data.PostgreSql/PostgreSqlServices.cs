using Lectern.Core;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Data.PostgreSql;

public static class PostgreSqlServices
{
    // Connections keep what they have prepared, and no state that would need a reset: both save the server more than half of its work for a launch. Whoever
    // says otherwise, as before a PgBouncer that knows no prepared statements, wins by coming later.
    private const string Defaults = "Max Auto Prepare=50;No Reset On Close=true;";

    public static IServiceCollection AddLecternPostgreSql(this IServiceCollection services, string connectionString) => services
        .AddSingleton<IDatabaseErrors, PostgreSqlDatabaseErrors>()
        .AddPooledDbContextFactory<LecternDbContext>((provider, options) => options.UseLecternPostgreSql(connectionString).AddInterceptors(provider.GetServices<IInterceptor>()))
        .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContext());

    internal static DbContextOptionsBuilder UseLecternPostgreSql(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(Defaults + connectionString, npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlServices).Assembly.GetName().Name));
}
