using Lectern.Core.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lectern.Data.PostgreSql;

internal sealed class PostgreSqlDatabaseErrors : IDatabaseErrors
{
    public bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
