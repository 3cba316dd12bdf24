using Lectern.Core.Launches;
using Lectern.Core.Uploads;
using Lectern.Tus;
using Lectern.Tus.Files;
using Lectern.Web.Answers;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Uploads;

/// <summary>Lectern's say in uploads: rights and limits before a byte, the session kept alive while bytes come, the video made when all are there.</summary>
internal sealed class UploadHooks(StartUpload start, OpenUploads uploads, CompleteUpload complete, Sessions sessions, FileTusStore store, IStringLocalizer<Words> say) : ITusHooks
{
    private const int LongestName = 255;

    public async ValueTask<TusProblem?> CreatingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken)
    {
        var length = upload.Length ?? throw new InvalidOperationException("This server defers no length.");
        var wanted = new NewUpload(upload.Id, FileNameOf(upload), Text(upload, "title"), length, Text(upload, "fingerprint"));
        return await start.RunAsync(LaunchOf(request), wanted, ArrivedAsync, cancellationToken) is { } reason ? RefusalOf(reason, wanted.FileName).AsTus(say) : null;
    }

    public ValueTask<TusProblem?> WritingAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(LaunchOf(request).CanEdit() ? null : Refusals.OnlyTeachersUpload.AsTus(say));

    public async ValueTask<TusProblem?> ProgressAsync(TusUpload upload, TusRequest request, CancellationToken cancellationToken) =>
        await sessions.TouchAsync(((LaunchSession)request.HostState!).Id, cancellationToken)
            ? null
            : Refusals.SessionEnded.AsTus(say);

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

    private static Refusal RefusalOf(UploadRefusal reason, string fileName) => reason switch
    {
        UploadRefusal.NoRights => Refusals.OnlyTeachersUpload,
        UploadRefusal.Empty => Refusals.EmptyFile.With(fileName),
        UploadRefusal.NoMedia => Refusals.NoMedia.With(fileName),
        UploadRefusal.NoSpace => Refusals.NoSpace,
        _ => Refusals.OverQuota,
    };
}
