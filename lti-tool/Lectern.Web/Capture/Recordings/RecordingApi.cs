using Lectern.Contracts;
using Lectern.Contracts.Recordings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Web.Answers;
using Lectern.Web.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lectern.Web.Capture.Recordings;

/// <summary>What a device recorded: told when it begins, sent while it runs, verified when it has ended. A device finds its own recordings only.</summary>
internal static class RecordingApi
{
    private const int MostLines = 1000;
    private const long LinesBody = 1 << 20;

    // A camera that comes and goes all day leaves thousands of parts.
    private const long ManifestBody = 16 << 20;
    private const string Part = $"{CapturePaths.Recordings}/{{recording:guid}}/{{source}}/{{number:int:min(1)}}/fragments";

    internal static void Map(IEndpointRouteBuilder devices)
    {
        devices.MapPut($"{CapturePaths.Recordings}/{{recording:guid}}", BeginAsync).WithMetadata(new LargestBody(CaptureApi.SmallBody));
        devices.MapGet(Part, PartAsync);
        devices.MapPost(Part, VerifyAsync).WithMetadata(new LargestBody(LinesBody));
        devices.MapPut($"{CapturePaths.Recordings}/{{recording:guid}}/manifest", EndAsync).WithMetadata(new LargestBody(ManifestBody));
        devices.MapMethods(CapturePaths.Uploads, UploadEndpoint.Methods, (HttpContext context, PartUploads uploads, PartHooks hooks) => UploadAsync(context, null, uploads, hooks));
        devices.MapMethods(
            $"{CapturePaths.Uploads}/{{upload}}", UploadEndpoint.Methods, (string upload, HttpContext context, PartUploads uploads, PartHooks hooks) => UploadAsync(context, upload, uploads, hooks));
    }

    private static async Task<IResult> BeginAsync(Guid recording, RecordingNotice told, JudgeSpare judge, BeginRecording begin, HttpContext context, CancellationToken cancellationToken)
    {
        if (told.Sources.Count == 0 || !told.Sources.All(source => source is not null && RoomSource.IsName(source.Name)))
        {
            return Problems.Result(Refusals.Unreadable);
        }

        if (await judge.RunAsync(context.Device(), recording, told, cancellationToken) is { } wish)
        {
            return TypedResults.Ok(new SpareAnswer(wish));
        }

        return await begin.RunAsync(context.Device(), recording, told, cancellationToken) ? TypedResults.NoContent() : Problems.Result(Refusals.RecordingUnknown);
    }

    private static async Task<IResult> PartAsync(Guid recording, string source, int number, RecordingParts parts, VerifyFragments verify, PartUploads uploads, HttpContext context, CancellationToken cancellationToken)
    {
        if (await parts.FindAsync(context.Device(), new PartName(recording, source, number), cancellationToken) is not { } part
            || await uploads.FindAsync(part, cancellationToken) is not { } held)
        {
            return TypedResults.Ok(new PartReceipt(null, 0, 0, 0));
        }

        var (verified, lines) = await verify.StandAsync(part, cancellationToken);
        return TypedResults.Ok(ReceiptOf(part, held.Bytes, verified, lines));
    }

    private static async Task<IResult> VerifyAsync(
        Guid recording, string source, int number, FragmentLines told, RecordingParts parts, VerifyFragments verify, PartUploads uploads, HttpContext context, CancellationToken cancellationToken)
    {
        if (told.Lines.Count > MostLines || told.Lines.Any(line => line is null))
        {
            return Problems.Result(Refusals.Unreadable);
        }

        if (await parts.FindAsync(context.Device(), new PartName(recording, source, number), cancellationToken) is not { } part
            || await uploads.FindAsync(part, cancellationToken) is not { } held)
        {
            return Problems.Result(Refusals.RecordingUnknown);
        }

        var answer = await verify.RunAsync(part, held.File, held.Bytes, told.Lines, cancellationToken);
        return answer.Outcome switch
        {
            LedgerOutcome.Kept => TypedResults.Ok(ReceiptOf(part, held.Bytes, answer.Verified, answer.Lines)),
            LedgerOutcome.Busy => Problems.Result(Refusals.PartBusy),
            LedgerOutcome.OutOfOrder => Problems.Result(Refusals.FragmentsOutOfOrder),
            _ => Problems.Result(Refusals.FragmentsDiffer),
        };
    }

    private static async Task<IResult> EndAsync(Guid recording, RecordingManifest manifest, EndRecording end, HttpContext context, CancellationToken cancellationToken)
    {
        if (manifest.Parts.Any(part => part is null) || manifest.Pauses?.Any(pause => pause is null) == true)
        {
            return Problems.Result(Refusals.Unreadable);
        }

        return await end.RunAsync(context.Device(), recording, manifest, cancellationToken) is { } verified
            ? TypedResults.Ok(new RecordingReceipt(verified))
            : Problems.Result(Refusals.RecordingUnknown);
    }

    private static Task UploadAsync(HttpContext context, string? upload, PartUploads uploads, PartHooks hooks)
    {
        var device = context.Device();
        return TusAnswers.AnswerAsync(context, uploads.Server, hooks, $"device/{device.Id:n}", CapturePaths.Uploads, upload, device);
    }

    private static PartReceipt ReceiptOf(RecordingPart part, long received, long verified, int lines) => new($"{CapturePaths.Uploads}/{part.UploadId:n}", received, verified, lines);
}
