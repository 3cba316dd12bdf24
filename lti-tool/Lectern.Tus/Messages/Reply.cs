using System.Globalization;

namespace Lectern.Tus.Messages;

/// <summary>Makes responses; each carries <c>Tus-Resumable</c> ("Core protocol, Tus-Resumable").</summary>
internal static class Reply
{
    public static TusResponse With(int status, params (string Name, string Value)[] headers) => Make(status, null, headers);

    public static TusResponse Refuse(TusProblem problem) => problem.Status == 412
        ? Make(problem.Status, problem, (TusHeaders.TusVersion, TusHeaders.Version))
        : Make(problem.Status, problem);

    public static TusResponse Refuse(TusProblem problem, long offset) => Make(problem.Status, problem, Offset(offset));

    public static (string Name, string Value) Offset(long offset) => (TusHeaders.UploadOffset, Number(offset));

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static TusResponse Make(int status, TusProblem? problem, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [TusHeaders.TusResumable] = TusHeaders.Version,

            // HEAD must not be cached; the rest has no reason to be.
            ["Cache-Control"] = "no-store",
        };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return new TusResponse(status, all, problem);
    }
}
