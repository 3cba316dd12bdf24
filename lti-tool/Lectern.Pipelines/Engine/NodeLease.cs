using System.Text;
using Lectern.Core.Storage;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Engine;

/// <summary>
/// Who this worker is. Its file is held open while the process lives and names its run, so the next run of the same worker knows what
/// to take back at once, and a second worker of that name can't start. The system gives the file free when the process is killed.
/// </summary>
internal sealed class NodeLease : IDisposable
{
    private readonly string _file;
    private FileStream? _held;

    public NodeLease(JobStore store, IOptions<PipelineOptions> options, IOptions<StorageOptions> storage)
    {
        Name = options.Value.Node ?? (store.Engine == JobStoreEngine.Sqlite ? "worker" : Environment.MachineName.ToLowerInvariant());
        Folder = Path.Combine(Path.GetFullPath(storage.Value.DataFolder), "workers");
        _file = Path.Combine(Folder, Name + ".run");
        RunId = $"{Name}/{Guid.CreateVersion7():n}";
    }

    public string Name { get; }

    /// <summary>What this worker keeps over restarts.</summary>
    public string Folder { get; }

    /// <summary>This run of the worker, as jobs name it.</summary>
    public string RunId { get; }

    /// <summary>The last run, whose process is dead; null when there was none.</summary>
    public string? PreviousRunId { get; private set; }

    /// <exception cref="InvalidOperationException">Another process bears the name.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        _held = await OpenAsync(cancellationToken);
        using var reader = new StreamReader(_held, Encoding.UTF8, false, 256, leaveOpen: true);
        var text = (await reader.ReadToEndAsync(cancellationToken)).Trim();
        PreviousRunId = text.Length > 0 ? text : null;
    }

    /// <summary>Writes our run into the file, once what the last one held was taken back.</summary>
    public void Begin()
    {
        _held!.SetLength(0);
        _held.Write(Encoding.UTF8.GetBytes(RunId));
        _held.Flush(flushToDisk: true);
    }

    public void Dispose() => _held?.Dispose();

    // A process that was just killed, or a child between its fork and its exec, may hold the file for a moment longer.
    private async Task<FileStream> OpenAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(_file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException busy) when (tries == 20)
            {
                throw new InvalidOperationException(
                    $"Another Lectern worker named '{Name}' runs on this data folder ({_file} is held). Stop it, or set {PipelineOptions.Section}:{nameof(PipelineOptions.Node)}.", busy);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        }
    }
}
