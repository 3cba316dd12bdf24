using Lectern.Core.Keys;
using Lectern.Core.Storage;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Tests.Support;

/// <summary>The keys of an installation that has run before, the same for all hosts of these tests: to make them takes longer than most tests.</summary>
internal static class Keys
{
    private static readonly Lazy<Task<(RootKey Root, IReadOnlyList<StoredKey> Rows)>> s_made = new(MakeAsync);

    /// <summary>Gives a database and a data folder their keys.</summary>
    internal static async Task PutAsync(TestDatabase database, string keyFile, CancellationToken stop)
    {
        var (root, rows) = await s_made.Value.WaitAsync(stop);
        KeyFile.Write(keyFile, root, replace: false);
        await database.AddAsync(rows.Select(Copy), stop);
    }

    private static StoredKey Copy(StoredKey key) => new()
    {
        Purpose = key.Purpose,
        Sequence = key.Sequence,
        Kid = key.Kid,
        Material = key.Material,
        CreatedAt = key.CreatedAt,
        ActiveFrom = key.ActiveFrom,
    };

    private static async Task<(RootKey, IReadOnlyList<StoredKey>)> MakeAsync()
    {
        using var folder = new TempFolder();
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite, CancellationToken.None);
        var file = new KeyFile(Options.Create(new KeyOptions { KeyFile = folder.File("lectern.key") }), Options.Create(new StorageOptions { DataFolder = folder.Path }));
        var root = file.ReadOrMake();
        var ring = new KeyRing(database.Contexts, database.Errors, new KeyMaker(file, LecternApp.Clock()), file, LecternApp.Clock());
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            await ring.GetAsync(purpose, CancellationToken.None);
        }

        await using var rows = database.CreateContext();
        return (root, await rows.Keys.AsNoTracking().ToListAsync());
    }
}
