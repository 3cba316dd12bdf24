using Lectern.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.TestSupport.Databases;

internal static class Migrated
{
    /// <summary>Applies all migrations to an empty database.</summary>
    internal static async Task MigrateAsync(this TestEngine engine, string connectionString, CancellationToken cancellationToken)
    {
        await using var services = engine.Register(new ServiceCollection(), connectionString).BuildServiceProvider();
        await using var context = await services.GetRequiredService<IDbContextFactory<LecternDbContext>>().CreateDbContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }
}
