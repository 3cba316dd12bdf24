namespace Lectern.Host.Backups;

/// <summary>How one engine's rows get into a backup and out of it again.</summary>
internal interface IDatabaseCopies
{
    /// <summary>Writes the files of one moment into a folder, while servers run.</summary>
    Task SaveAsync(string folder, CancellationToken cancellationToken);

    /// <summary>What is in the way of a restore, in words; null for nothing.</summary>
    Task<string?> FindExistingAsync(CancellationToken cancellationToken);

    /// <summary>Who still uses the database, in words; null for nobody. Also fails when a restore could not be done for another reason.</summary>
    Task<string?> FindUserAsync(CancellationToken cancellationToken);

    /// <summary>Puts the rows in place: all or none. Safe to repeat.</summary>
    Task LoadAsync(string folder, CancellationToken cancellationToken);
}
