using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Lectern.Tus.Files;

/// <summary>
/// Uploads as files in one folder: data, offset and info. An offset that was told to anyone is on disk, bytes and mark both.
/// Several processes may share the folder; only one writes an upload at a time.
/// </summary>
public sealed class FileTusStore : ITusStore
{
    private readonly FileTusStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly string _root;

    // Offsets of the uploads being written here. A mark may be readable in its file an instant before it is flushed; these are flushed.
    private readonly ConcurrentDictionary<Guid, OffsetMark> _writing = new();

    /// <summary>Makes a store and its folder.</summary>
    public FileTusStore(FileTusStoreOptions options, TimeProvider time)
    {
        (_options, _time, _root) = (options, time, Path.GetFullPath(options.Root));
        Directory.CreateDirectory(_root);
    }

    /// <summary>
    /// The file with the bytes of an upload, for the host to move or copy in <see cref="ITusHooks.CompletedAsync"/>. It is not there when the host moved it before.
    /// </summary>
    public string PathOf(Guid id) => FilesOf(id).Data;

    /// <inheritdoc/>
    public Task<TusStoreOutcome> CreateAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var files = FilesOf(upload.Id);
        try
        {
            if (new DriveInfo(_root).AvailableFreeSpace - _options.KeepFreeBytes < (upload.Length ?? 0))
            {
                return Task.FromResult(TusStoreOutcome.Full);
            }

            File.OpenHandle(files.Data, FileMode.CreateNew, FileAccess.Write).Dispose();
            OffsetFile.Create(files.Offset, upload.CreatedAt);
            UploadInfo.Of(upload).Write(files);
            return Task.FromResult(TusStoreOutcome.Done);
        }
        catch (IOException e) when (DiskErrors.IsFull(e))
        {
            Delete(files);
            return Task.FromResult(TusStoreOutcome.Full);
        }
    }

    /// <inheritdoc/>
    public Task<TusUpload?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(id));
    }

    /// <inheritdoc/>
    public async Task<TusAppendResult> AppendAsync(TusUpload upload, Stream body, Func<bool>? accept, Func<long, ValueTask> durable, CancellationToken cancellationToken)
    {
        var files = FilesOf(upload.Id);
        try
        {
            // Opened for us alone: that is what keeps a second process out (an advisory lock on Unix, gone with the process).
            using var data = File.OpenHandle(files.Data, FileMode.Open, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
            using var marks = OffsetFile.Open(files.Offset);
            if (marks.Last.Offset != upload.Offset)
            {
                return new(marks.Last.Offset, TusStoreOutcome.Busy);
            }

            var length = RandomAccess.GetLength(data);
            if (length < upload.Offset)
            {
                return new(upload.Offset, TusStoreOutcome.Gone);
            }

            if (length > upload.Offset)
            {
                RandomAccess.SetLength(data, upload.Offset);
            }

            return await AppendAsync(upload.Id, new Appender(data, marks, _options, _time), marks, body, accept, durable, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(0, TusStoreOutcome.Gone);
        }
        catch (IOException e) when (DiskErrors.IsHeld(e))
        {
            return new(upload.Offset, TusStoreOutcome.Busy);
        }
    }

    /// <inheritdoc/>
    public Task<TusStoreOutcome> SetLengthAsync(TusUpload upload, long length, CancellationToken cancellationToken)
        => Task.FromResult(SetLength(FilesOf(upload.Id), length));

    /// <inheritdoc/>
    public Task MarkCompletedAsync(TusUpload upload, CancellationToken cancellationToken)
    {
        var files = FilesOf(upload.Id);
        using var marks = OffsetFile.Open(files.Offset);
        marks.Advance(upload.Offset, _time.GetUtcNow(), completed: true);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        Delete(FilesOf(id));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TusUpload> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(_root, "*" + UploadFiles.InfoExtension))
        {
            if (UploadFiles.IdOf(path) is { } id && await FindAsync(id, cancellationToken) is { } upload)
            {
                yield return upload;
            }
        }
    }

    /// <inheritdoc/>
    public Task SweepRemnantsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(_root))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (UploadFiles.IdOf(path) is { } id && !File.Exists(FilesOf(id).Info) && File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            {
                File.Delete(path);
            }
        }

        return Task.CompletedTask;
    }

    private async Task<TusAppendResult> AppendAsync(
        Guid id, Appender appender, OffsetFile marks, Stream body, Func<bool>? accept, Func<long, ValueTask> durable, CancellationToken cancellationToken)
    {
        _writing[id] = marks.Last;
        try
        {
            var outcome = await appender.RunAsync(body, accept, Publish, cancellationToken);
            return new(marks.Last.Offset, outcome);
        }
        finally
        {
            _writing.TryRemove(id, out _);
        }

        ValueTask Publish(long offset)
        {
            _writing[id] = marks.Last;
            return durable(offset);
        }
    }

    private static TusStoreOutcome SetLength(UploadFiles files, long length)
    {
        try
        {
            // For us alone, as in an append.
            using var data = File.OpenHandle(files.Data, FileMode.Open, FileAccess.Write, FileShare.None);
            if (UploadInfo.TryRead(files) is not { } info)
            {
                return TusStoreOutcome.Gone;
            }

            if (info.Length is not null)
            {
                return TusStoreOutcome.Busy;
            }

            UploadInfo.WriteLength(files, length);
            return TusStoreOutcome.Done;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return TusStoreOutcome.Gone;
        }
        catch (IOException e) when (DiskErrors.IsHeld(e))
        {
            return TusStoreOutcome.Busy;
        }
        catch (IOException e) when (DiskErrors.IsFull(e))
        {
            return TusStoreOutcome.Full;
        }
    }

    private TusUpload? Find(Guid id)
    {
        var files = FilesOf(id);
        try
        {
            // In this order: a writer that comes or goes in between has flushed whatever either of the two then says.
            var resting = FindResting(id, files);
            return _writing.TryGetValue(id, out var mark) ? UploadInfo.TryRead(files)?.ToUpload(id, mark) : resting;
        }
        catch (FileNotFoundException)
        {
            // Deleted between the two reads.
            return null;
        }
    }

    // Bytes that a mark counts and the disk lost make an upload that can't be finished: it is as good as gone. (The host may take the file of a whole one.)
    private static TusUpload? FindResting(Guid id, UploadFiles files)
    {
        var upload = UploadInfo.TryRead(files)?.ToUpload(id, OffsetFile.Read(files.Offset));
        return upload is null || upload.IsWhole || new FileInfo(files.Data) is { Exists: true } data && data.Length >= upload.Offset ? upload : null;
    }

    // The info goes first: from then on the upload is gone for everyone, and what a crash leaves is a remnant.
    private void Delete(UploadFiles files)
    {
        File.Delete(files.Info);
        FolderFlush.Flush(_root);
        File.Delete(files.New);
        File.Delete(files.Length);
        File.Delete(files.Offset);
        File.Delete(files.Data);
    }

    private UploadFiles FilesOf(Guid id) => new(_root, id);
}
