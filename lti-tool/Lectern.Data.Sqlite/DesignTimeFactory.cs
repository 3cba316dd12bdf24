using Lectern.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Lectern.Data.Sqlite;

internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<LecternDbContext>
{
    public LecternDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<LecternDbContext>)new DbContextOptionsBuilder<LecternDbContext>().UseLecternSqlite("Data Source=design.db").Options);
}
