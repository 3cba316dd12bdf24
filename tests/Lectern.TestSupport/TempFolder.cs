namespace Lectern.TestSupport;

/// <summary>A folder of one test's own. Disposing removes it and all in it.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lectern-test-").FullName;

    /// <summary>The path of a file in the folder; nothing is made.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
