using Lectern.Core;
using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Data.SqlServer;

public static class SqlServerServices
{
    public static IServiceCollection AddLecternSqlServer(this IServiceCollection services, string connectionString) => services
        .AddSingleton<IDatabaseErrors, SqlServerDatabaseErrors>()
        .AddPooledDbContextFactory<LecternDbContext>((provider, options) => options.UseLecternSqlServer(connectionString).AddInterceptors(provider.GetServices<IInterceptor>()))
        .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContext());

    internal static DbContextOptionsBuilder UseLecternSqlServer(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(connectionString, server => server.MigrationsAssembly(typeof(SqlServerServices).Assembly.GetName().Name));
}
