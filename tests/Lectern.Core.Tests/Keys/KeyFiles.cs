using Lectern.Core.Keys;
using Lectern.Core.Storage;
using Lectern.TestSupport;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Tests.Keys;

internal static class KeyFiles
{
    internal static KeyFile In(TempFolder folder, string name = "lectern.key") =>
        new(Options.Create(new KeyOptions { KeyFile = folder.File(name) }), Options.Create(new StorageOptions { DataFolder = folder.Path }));
}
