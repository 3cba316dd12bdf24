using Lectern.Core.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Data.Sqlite;

internal sealed class SqliteDatabaseErrors : IDatabaseErrors
{
    private const int PrimaryKeyViolation = 1555;
    private const int UniqueViolation = 2067;

    public bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: PrimaryKeyViolation or UniqueViolation };
}
