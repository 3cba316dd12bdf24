using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Lectern.Core.Capture.Timetables;
using Lectern.Lti.Http;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Capture.Timetables;

/// <summary>Reads timetables' addresses, on the guarded way of all addresses that others give us.</summary>
public sealed class TimetableClient(IOptions<WebOptions> options, TimeProvider time) : IDisposable
{
    private const int LargestAnswer = 8 * 1024 * 1024;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly HttpClient _http = PlatformHttp.CreateClient(
        new PlatformHttpOptions { AllowedInsecureHosts = options.Value.AllowedInsecureHosts, LargestAnswer = LargestAnswer, Timeout = s_timeout }, time);

    public async Task<TimetableAnswer> ReadAsync(DueTimetable due, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, due.Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/calendar"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.1));
        request.Headers.UserAgent.ParseAdd("Lectern");
        Ask(request, "If-None-Match", due.ETag);
        Ask(request, "If-Modified-Since", due.Modified);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return await AnswerOfAsync(response, due, cancellationToken);
        }
        catch (Exception exception) when (Guard(exception) is { } guard)
        {
            return TimetableAnswer.Not(FaultOf(guard.Fault));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return TimetableAnswer.Not(TimetableFault.Unreachable, exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } failed ? failed.HttpRequestError.ToString() : null);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<TimetableAnswer> AnswerOfAsync(HttpResponseMessage response, DueTimetable due, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotModified && (due.ETag ?? due.Modified) is not null)
        {
            return TimetableAnswer.Unchanged;
        }

        return response.StatusCode == HttpStatusCode.OK
            ? new TimetableAnswer(TextOf(await response.Content.ReadAsByteArrayAsync(cancellationToken)), Told(response.Headers, "ETag"), Told(response.Content.Headers, "Last-Modified"))
            : TimetableAnswer.Not(TimetableFault.Refused, ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    // As it was told: what doesn't look as it should is still known to who told it.
    private static void Ask(HttpRequestMessage request, string header, string? told)
    {
        if (told is not null)
        {
            request.Headers.TryAddWithoutValidation(header, told);
        }
    }

    private static string? Told(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // Older products write Latin-1 and say nothing of it.
    private static string TextOf(byte[] bytes)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static PlatformHttpException? Guard(Exception exception) => exception as PlatformHttpException ?? exception.InnerException as PlatformHttpException;

    private static TimetableFault FaultOf(PlatformHttpFault fault) => fault switch
    {
        PlatformHttpFault.NotHttps or PlatformHttpFault.AddressNotPublic => TimetableFault.NotPublic,
        PlatformHttpFault.Redirected => TimetableFault.Redirected,
        PlatformHttpFault.TooLarge => TimetableFault.TooLarge,
        _ => TimetableFault.TooSlow,
    };
}
