namespace Lectern.Host;

/// <summary>Which database holds everything but the media.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseEngine Engine { get; set; } = DatabaseEngine.Sqlite;

    /// <summary>Default: the file <c>lectern.db</c> in the data folder; the other engines need one.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether <c>serve</c> brings the tables up to date by itself. Default true; set it to false where only <c>lectern migrate</c> may.</summary>
    public bool MigrateOnStart { get; set; } = true;
}

public enum DatabaseEngine
{
    Sqlite,
    PostgreSql,
    SqlServer,
}
