using System.Buffers;
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

    /// <summary>Null when the disk has no room for it.</summary>
    internal async Task<ReceivedForm?> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = new ReceivedForm([], null, 0);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return form;
        }

        var folder = CaptureFiles.PartsOf(storage.Value);
        DurableFiles.CreateFolder(folder);
        if (new DriveInfo(folder).AvailableFreeSpace < storage.Value.ReserveBytes + (request.ContentLength ?? 0))
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
        catch (Exception)
        {
            Forget(form);
            throw;
        }
    }

    internal void Forget(ReceivedForm form)
    {
        if (form.File is { } file)
        {
            File.Delete(CaptureFiles.PartOf(storage.Value, file));
        }
    }

    private async Task<ReceivedForm> TakeAsync(MultipartSection section, ReceivedForm form, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var named))
        {
            return form;
        }

        if (named.IsFileDisposition() && form.File is null)
        {
            var file = Guid.CreateVersion7(time.GetUtcNow());
            return form with { File = file, Bytes = await WriteAsync(section.Body, CaptureFiles.PartOf(storage.Value, file), cancellationToken) };
        }

        form.Fields[HeaderUtilities.RemoveQuotes(named.Name).Value ?? ""] = await ShortAsync(section.Body, cancellationToken);
        return form;
    }

    private static async Task<long> WriteAsync(Stream body, string path, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        try
        {
            long bytes;
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await body.CopyToAsync(file, 128 * 1024, cancellationToken);
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
