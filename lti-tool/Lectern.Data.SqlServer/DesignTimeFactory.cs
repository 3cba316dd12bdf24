using Lectern.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lectern.Data.SqlServer;

internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<LecternDbContext>
{
    public LecternDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<LecternDbContext>)new DbContextOptionsBuilder<LecternDbContext>().UseLecternSqlServer("Server=127.0.0.1").Options);
}
