using Lectern.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lectern.Data.PostgreSql;

internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<LecternDbContext>
{
    public LecternDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<LecternDbContext>)new DbContextOptionsBuilder<LecternDbContext>().UseLecternPostgreSql("Host=127.0.0.1").Options);
}
