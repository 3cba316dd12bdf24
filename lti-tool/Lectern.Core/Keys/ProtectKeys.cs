using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Keys;

/// <summary>
/// Sees to it, before anything is served, that the key file opens what lies in the database, and encrypts what an older version left
/// unencrypted. The key file is made only where nothing is encrypted yet. Safe to repeat, and on several machines at once.
/// </summary>
public sealed class ProtectKeys(IDbContextFactory<LecternDbContext> databases, KeyFile file, ProtectionRing ring)
{
    /// <exception cref="OperatorException">The key file is missing, is another one, or a key was changed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (keys, secrets) = await ReadAsync(database, cancellationToken);
        var root = IsAnythingSealed(keys, secrets) ? file.Key : file.ReadOrMake();
        OpenAll(keys, secrets, root);
        foreach (var key in keys.Where(key => !key.IsSealed))
        {
            await SealAsync(database, key, root, cancellationToken);
        }
    }

    /// <summary>The same look, without changing or making anything.</summary>
    /// <exception cref="OperatorException">The key file is missing, is another one, or a key was changed.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (keys, secrets) = await ReadAsync(database, cancellationToken);
        if (IsAnythingSealed(keys, secrets))
        {
            OpenAll(keys, secrets, file.Key);
        }
        else
        {
            KeyFile.TryRead(file.Path);
        }
    }

    private async Task<(List<StoredKey> Keys, List<XElement> Secrets)> ReadAsync(LecternDbContext database, CancellationToken cancellationToken) =>
        (await database.Keys.AsNoTracking().ToListAsync(cancellationToken), [.. ring.Read().SelectMany(element => element.Descendants(ProtectionRing.SealedElement))]);

    private static bool IsAnythingSealed(List<StoredKey> keys, List<XElement> secrets) => secrets.Count > 0 || keys.Any(key => key.IsSealed);

    private void OpenAll(List<StoredKey> keys, List<XElement> secrets, RootKey root)
    {
        keys.ForEach(key => _ = key.Open(root));
        secrets.ForEach(secret => _ = ring.Open(secret));
    }

    private static async Task SealAsync(LecternDbContext database, StoredKey key, RootKey root, CancellationToken cancellationToken)
    {
        // Only what is still as it was read: another machine may do the same.
        var (plain, hidden) = (key.Material, root.Seal(key.Material, key.Place));
        await database.Keys.Where(row => row.Id == key.Id && row.Material == plain).ExecuteUpdateAsync(set => set.SetProperty(row => row.Material, hidden), cancellationToken);
    }
}
