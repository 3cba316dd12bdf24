using System.Globalization;

namespace Lectern.Tus.Messages;

/// <summary>Makes responses; each carries <c>Tus-Resumable</c> ("Core protocol, Tus-Resumable").</summary>
internal static class Reply
{
    /// <summary>A header without a value is left out.</summary>
    public static TusResponse With(int status, params (string Name, string? Value)[] headers) => Make(status, null, headers);

    public static TusResponse Refuse(TusProblem problem) => problem.Status == 412
        ? Make(problem.Status, problem, (TusHeaders.TusVersion, TusHeaders.Version))
        : Make(problem.Status, problem);

    public static TusResponse Refuse(TusProblem problem, params (string Name, string? Value)[] headers) => Make(problem.Status, problem, headers);

    public static (string Name, string? Value) Offset(long offset) => (TusHeaders.UploadOffset, Number(offset));

    // Expiration: on every PATCH's answer while the upload is going to expire, and on its creation's.
    public static (string Name, string? Value) Expires(TusUpload upload, TusServerOptions options)
        => (TusHeaders.UploadExpires, upload.IsWhole ? null : Expiry.Of(upload, options)?.ToString("R", CultureInfo.InvariantCulture));

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static TusResponse Make(int status, TusProblem? problem, params (string Name, string? Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [TusHeaders.TusResumable] = TusHeaders.Version,

            // HEAD must not be cached; the rest has no reason to be.
            ["Cache-Control"] = "no-store",
        };
        foreach (var (name, value) in headers)
        {
            if (value is not null)
            {
                all[name] = value;
            }
        }

        return new TusResponse(status, all, problem);
    }
}
