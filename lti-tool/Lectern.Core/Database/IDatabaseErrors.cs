using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Database;

/// <summary>What each engine calls by another name: the one question use cases ask of a failed write.</summary>
public interface IDatabaseErrors
{
    /// <summary>True when the write lost against a unique index, so that the row is already there.</summary>
    bool IsUniqueViolation(DbUpdateException exception);
}
