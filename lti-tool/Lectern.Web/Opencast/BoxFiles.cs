using System.Buffers;
using System.IO.Compression;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Lectern.Web.Opencast;

/// <summary>Takes a file out of a form as it comes, onto the disk: hours of video fit into no memory. Under its name it is whole and durable, or it isn't there.</summary>
internal sealed class BoxFiles(IOptions<StorageOptions> storage, TimeProvider time)
{
    private const int LongestField = 256 * 1024;
    private const int MostFields = 32;

    /// <summary>Written between two looks at what is free: not all that comes says before how long it is.</summary>
    private const long BetweenLooks = 64 << 20;

    /// <summary>Null when the disk has no room for it.</summary>
    internal async Task<ReceivedForm?> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = new ReceivedForm([], null, 0);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return form;
        }

        if (!HaveRoomFor(request.ContentLength ?? 0))
        {
            return null;
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            for (var count = 0; count < MostFields && await reader.ReadNextSectionAsync(cancellationToken) is { } section; count++)
            {
                form = await TakeAsync(section, form, cancellationToken);
            }

            return form;
        }
        catch (NoRoomException)
        {
            Forget(form);
            return null;
        }
        catch (Exception)
        {
            Forget(form);
            throw;
        }
    }

    internal bool HaveRoomFor(long bytes)
    {
        var folder = CaptureFiles.PartsOf(storage.Value);
        DurableFiles.CreateFolder(folder);
        return new DriveInfo(folder).AvailableFreeSpace >= storage.Value.ReserveBytes + bytes;
    }

    /// <summary>Takes a file out of an archive, as long as its directory says and no longer.</summary>
    /// <exception cref="InvalidDataException">It is longer or shorter, or can't be read.</exception>
    /// <exception cref="NoRoomException">The disk became full of other things.</exception>
    internal async Task<Guid> UnpackAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        var file = NewFile();
        await using var content = await entry.OpenAsync(cancellationToken);
        if (await WriteAsync(content, PathOf(file), entry.Length, cancellationToken) < entry.Length)
        {
            Forget(file);
            throw new InvalidDataException("It is shorter than its directory says.");
        }

        return file;
    }

    internal string PathOf(Guid file) => CaptureFiles.PartOf(storage.Value, file);

    internal void Forget(Guid file) => File.Delete(PathOf(file));

    internal void Forget(ReceivedForm form)
    {
        if (form.File is { } file)
        {
            Forget(file);
        }
    }

    private Guid NewFile() => Guid.CreateVersion7(time.GetUtcNow());

    private async Task<ReceivedForm> TakeAsync(MultipartSection section, ReceivedForm form, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var named))
        {
            return form;
        }

        if (named.IsFileDisposition() && form.File is null)
        {
            var file = NewFile();
            return form with { File = file, Bytes = await WriteAsync(section.Body, PathOf(file), long.MaxValue, cancellationToken) };
        }

        form.Fields[HeaderUtilities.RemoveQuotes(named.Name).Value ?? ""] = await ShortAsync(section.Body, cancellationToken);
        return form;
    }

    private async Task<long> WriteAsync(Stream body, string path, long most, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        try
        {
            long bytes;
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await CopyAsync(body, file, most, cancellationToken);
                file.Flush(flushToDisk: true);
                bytes = file.Length;
            }

            DurableFiles.Move(unfinished, path);
            return bytes;
        }
        catch (Exception)
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private async Task CopyAsync(Stream body, FileStream file, long most, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var unlooked = 0L;
            while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                unlooked += read;
                if (unlooked > BetweenLooks)
                {
                    unlooked = HaveRoomFor(read) ? 0 : throw new NoRoomException();
                }

                most = most >= read ? most - read : throw new InvalidDataException("It is longer than its directory says.");
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> ShortAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestField);
        try
        {
            var length = await body.ReadAtLeastAsync(buffer.AsMemory(0, LongestField), LongestField, throwOnEndOfStream: false, cancellationToken);
            return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <param name="File">Names the file that came; null where none did.</param>
internal sealed record ReceivedForm(Dictionary<string, string> Fields, Guid? File, long Bytes);

/// <summary>The disk has no room for the rest of a file.</summary>
internal sealed class NoRoomException : Exception;
