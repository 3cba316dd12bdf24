using Lectern.Core.Launches;
using Lectern.Core.Uploads;
using Lectern.Tus;
using Lectern.Tus.Files;
using Microsoft.AspNetCore.Http;

namespace Lectern.Web.Uploads;

/// <summary>Lectern's say in uploads: rights and limits before a byte, the session kept alive while bytes come, the video made when all are there.</summary>
internal sealed class UploadHooks(StartUpload start, OpenUploads uploads, CompleteUpload complete, Sessions sessions, FileTusStore store) : ITusHooks
{
    private const int LongestName = 255;

    public async ValueTask<TusProblem?> CreatingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken)
    {
        var wanted = new NewUpload(upload.Id, FileNameOf(upload), Text(upload, "title"), upload.Length, Text(upload, "fingerprint"));
        return await start.RunAsync(LaunchOf(request), wanted, ArrivedAsync, cancellationToken) is { } reason ? ProblemOf(reason, wanted.FileName) : null;
    }

    public ValueTask<TusProblem?> WritingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(LaunchOf(request).CanEdit() ? null : ProblemOf(UploadRefusal.NoRights, ""));

    public async ValueTask<TusProblem?> ProgressAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) =>
        await sessions.TouchAsync(((LaunchSession)request.HostState!).Id, cancellationToken)
            ? null
            : new TusProblem(StatusCodes.Status401Unauthorized, "ACC-001", "This page has been open too long. Open it again from the course and choose the same file: the upload goes on where it stopped.");

    public async ValueTask CompletedAsync(TusUpload upload, CancellationToken cancellationToken) =>
        await complete.RunAsync(upload.Id, store.PathOf(upload.Id), cancellationToken);

    public async ValueTask DeletedAsync(TusUpload upload, CancellationToken cancellationToken) =>
        await uploads.CancelAsync(upload.Id, cancellationToken);

    private async ValueTask<long> ArrivedAsync(Guid upload, CancellationToken cancellationToken) =>
        await store.FindAsync(upload, cancellationToken) is { } file ? file.Offset : 0;

    private static Launch LaunchOf(TusRequest request) => ((LaunchSession)request.HostState!).Launch;

    // Names come from people's computers: only the last part counts, whichever system it is from, and nothing that can't be read.
    private static string FileNameOf(TusUpload upload) =>
        string.Concat((Text(upload, "filename") ?? "").Split('/', '\\')[^1].Where(letter => !char.IsControl(letter)).TakeLast(LongestName)) is { Length: > 0 } name ? name : "upload";

    private static string? Text(TusUpload upload, string name) => upload.Metadata[name];

    private static TusProblem ProblemOf(UploadRefusal refusal, string fileName) => refusal switch
    {
        UploadRefusal.NoRights => new(StatusCodes.Status403Forbidden, "UPL-050", "Only teachers of this course upload here. Your LMS doesn't say that you teach it."),
        UploadRefusal.Empty => new(StatusCodes.Status400BadRequest, "UPL-051", $"{fileName} is empty. Choose the file again."),
        UploadRefusal.NoMedia => new(StatusCodes.Status415UnsupportedMediaType, "UPL-007", $"This file isn't a video. {fileName} can't be played. MP4, MOV, MKV, WebM and audio files work."),
        UploadRefusal.NoSpace => new(StatusCodes.Status507InsufficientStorage, "UPL-053", "The server has no room left for this file. Your IT desk can make room; what is here already still plays."),
        _ => new(StatusCodes.Status413PayloadTooLarge, "UPL-054", "This course has used up its space. Delete videos that are no longer needed, or ask your IT desk for more."),
    };
}
