namespace Lectern.TestSupport.Databases;

/// <summary>The engines Lectern runs on; a database test has one row for each.</summary>
public enum DatabaseEngine
{
    Sqlite,
    PostgreSql,
    SqlServer,
}
