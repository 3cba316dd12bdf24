using Lectern.Core.Keys;
using Lectern.Core.Storage;
using Lectern.Pipelines;
using Microsoft.Extensions.Options;

namespace Lectern.Host.Backups;

/// <summary>Where everything of this installation lies, and under which names a backup holds it.</summary>
internal sealed class Installation(IOptions<StorageOptions> storage, IOptions<DatabaseOptions> database, KeyFile key)
{
    internal const string KeyName = "key/lectern.key";
    internal const string MediaName = "media";
    internal const string ReceivedName = "received";

    internal string DataFolder => Path.GetFullPath(storage.Value.DataFolder);

    internal string MediaRoot => storage.Value.MediaRoot;

    /// <summary>Whole uploads that their job has not taken yet.</summary>
    internal string ReceivedFolder => storage.Value.ReceivedRoot;

    internal string JobsFile => JobStore.OwnFileIn(storage.Value);

    internal string KeyPath => key.Path;

    internal DatabaseEngine Engine => database.Value.Engine;

    internal string ConnectionString => database.Value.ConnectionStringWith(storage.Value);
}
