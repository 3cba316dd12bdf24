using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Microsoft.Extensions.Logging;

namespace Lectern.CaptureAgent.Status;

/// <summary>Requests to the tool. Whatever goes wrong is an answer, and every one of them may be repeated.</summary>
internal sealed partial class Tool(HttpClient http, DeviceStore store, TimeProvider clock, ILogger<Tool> logger)
{
    /// <summary>How long an answer may take; the tool holds some back for 25 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A log on a slow line.</summary>
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(10);

    private string? problem;

    /// <summary>Signs with the device's key; what uploads send with as well.</summary>
    public HttpClient Http => http;

    public bool IsEnrolled => Device is not null;

    /// <summary>Which device this machine is; <see langword="null"/> before it was enrolled.</summary>
    public Guid? Device => store.Read()?.Device;

    /// <summary>Why the tool wants nothing of this device, for people; <see langword="null"/> when nothing is known against it.</summary>
    public string? Problem => problem;

    /// <summary>Where something of the tool's is; <see langword="null"/> before the machine was enrolled.</summary>
    public Uri? AddressOf(string path) => store.Read() is { } device ? Under(device.Server, path) : null;

    /// <summary>Asks to be a room's device; needs no key.</summary>
    public Task<ToolAnswer> EnrolAsync(Uri server, EnrolRequest request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, Under(server, CapturePaths.Enrol), JsonOf(request, CaptureJson.Default.EnrolRequest), version: null, cancellationToken);

    /// <param name="path">One of <see cref="CapturePaths"/>.</param>
    /// <param name="version">The version we have, for which the answer is 304.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public Task<ToolAnswer> GetAsync(string path, string? version, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, AddressOf(path), content: null, version, cancellationToken);

    public Task<ToolAnswer> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, AddressOf(path), JsonOf(body, type), version: null, cancellationToken);

    public Task<ToolAnswer> PutAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, AddressOf(path), JsonOf(body, type), version: null, cancellationToken);

    public Task<ToolAnswer> PutPictureAsync(string source, byte[] jpeg, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put,
        AddressOf($"{CapturePaths.Pictures}/{source}"),
        new ByteArrayContent(jpeg) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } },
        version: null,
        cancellationToken);

    public Task<ToolAnswer> PutLogAsync(Guid order, byte[] zip, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put,
        AddressOf(CapturePaths.LogOf(order)),
        new ByteArrayContent(zip) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } },
        version: null,
        cancellationToken,
        LongPatience);

    /// <summary>Opens something that is too large to be held, or says that there is none (404).</summary>
    /// <exception cref="IOException">Nothing came; it may be tried again.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var response = await http.GetAsync(AddressOf(path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode || (int)response.StatusCode == 404)
            {
                return response;
            }

            using (response)
            {
                throw new IOException($"Lectern answered {(int)response.StatusCode}.");
            }
        }
        catch (HttpRequestException problem)
        {
            throw new IOException(problem.Message, problem);
        }
    }

    private static Uri Under(Uri server, string path) => new(server.AbsoluteUri.TrimEnd('/') + path);

    private static ByteArrayContent JsonOf<T>(T body, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private async Task<ToolAnswer> SendAsync(HttpMethod method, Uri? address, HttpContent? content, string? version, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        if (address is null)
        {
            content?.Dispose();
            return ToolAnswer.None("This machine is not enrolled.");
        }

        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (version is not null)
        {
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        }

        return Noted(await SendAsync(request, patience ?? Patience, cancellationToken));
    }

    private async Task<ToolAnswer> SendAsync(HttpRequestMessage request, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return await AnswerReader.ReadAsync(response, clock, either.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return ToolAnswer.None(fault.Message);
        }
    }

    private ToolAnswer Noted(ToolAnswer answer)
    {
        var now = answer.IsUnauthorized ? $"{answer.Code} {answer.Text}".Trim() : null;
        if (answer.Status == 0 || Interlocked.Exchange(ref problem, now) == now)
        {
            return answer;
        }

        if (now is null)
        {
            Log.Accepted(logger);
        }
        else
        {
            Log.Refused(logger, now);
        }

        return answer;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The tool refuses this device: {Problem} Recording goes on, and what is recorded is kept.")]
        public static partial void Refused(ILogger logger, string problem);

        [LoggerMessage(LogLevel.Information, "The tool knows this device.")]
        public static partial void Accepted(ILogger logger);
    }
}
