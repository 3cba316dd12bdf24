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

    internal static DbContextOptionsBuilder UseLecternPostgreSql(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlServices).Assembly.GetName().Name));
}
