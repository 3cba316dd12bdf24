using System.ComponentModel.DataAnnotations;
using Lectern.Core.Storage;

namespace Lectern.Host;

/// <summary>Which database holds everything but the media.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    public const string Section = "Database";

    public DatabaseEngine Engine { get; set; } = DatabaseEngine.Sqlite;

    /// <summary>Default: the file <c>lectern.db</c> in the data folder; the other engines need one.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether <c>serve</c> brings the tables up to date by itself. Default true; set it to false where only <c>lectern migrate</c> may.</summary>
    public bool MigrateOnStart { get; set; } = true;

    public string ConnectionStringWith(StorageOptions storage) =>
        ConnectionString ?? $"Data Source={Path.GetFullPath(Path.Combine(storage.DataFolder, "lectern.db"))}";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Engine != DatabaseEngine.Sqlite && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new ValidationResult($"Database:ConnectionString is missing; {Engine} needs one.", [nameof(ConnectionString)]);
        }
    }
}

public enum DatabaseEngine
{
    Sqlite,
    PostgreSql,
    SqlServer,
}
