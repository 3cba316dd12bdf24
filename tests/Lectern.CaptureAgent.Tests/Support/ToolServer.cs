using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lectern.Contracts;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Tus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.CaptureAgent.Tests.Support;

/// <summary>The other side of an agent on a real web server, which breaks where a test says.</summary>
internal sealed class ToolServer(ToolMemory memory, X509Certificate2? certificate = null) : IAsyncDisposable
{
    private WebApplication? app;
    private int port;

    public Uri Address => new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}");

    /// <summary>Each request as it came: method and path.</summary>
    public ConcurrentQueue<string> Seen { get; } = [];

    /// <summary>Called with each request before it is looked at; a status answers in our place.</summary>
    public Func<HttpContext, int?> Before { get; set; } = _ => null;

    /// <summary>Says of each request that was carried out whether its answer is lost on the way.</summary>
    public Func<HttpContext, bool>? LosesAnswer { get; set; }

    /// <summary>Breaks the connection of the next bodies after so many bytes.</summary>
    public ConcurrentQueue<int> Cuts { get; } = [];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, Secure));
        app = builder.Build();
        app.UseRouting();
        app.Use(BreakAsync);
        app.Use(AdmitAsync);
        Map(app);
        await app.StartAsync();
        port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    private void Secure(ListenOptions listen)
    {
        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }
    }

    /// <summary>Ends the server, in the middle of whatever it does.</summary>
    public async Task StopAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await app!.StopAsync(atOnce.Token);
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    private async Task BreakAsync(HttpContext context, RequestDelegate next)
    {
        Seen.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (Before(context) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        if (context.Request.Method == "PATCH" && context.Request.ContentLength > 0 && Cuts.TryDequeue(out var cut))
        {
            context.Request.Body = new CutBody(context, cut);
        }

        if (LosesAnswer is null)
        {
            await next(context);
            return;
        }

        using var answer = new MemoryStream();
        var wire = context.Response.Body;
        context.Response.Body = answer;
        await next(context);
        context.Response.Body = wire;
        if (LosesAnswer(context))
        {
            context.Abort();
        }
        else
        {
            await context.Response.Body.WriteAsync(answer.ToArray());
        }
    }

    private async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != CapturePaths.Enrol && !memory.IsOpenTo(context.Request.Headers.Authorization))
        {
            await RefuseAsync(context, 401, "CAP-002", "This device was revoked.");
            return;
        }

        await next(context);
    }

    private void Map(WebApplication routes)
    {
        routes.MapPost(CapturePaths.Enrol, EnrolAsync);
        routes.MapPut(CapturePaths.Key, async context => memory.Keys.Add((await ReadAsync(context, CaptureJson.Default.KeyChange)).KeyHash));
        routes.MapGet(CapturePaths.Settings, context => VersionedAsync(context, memory.Settings.Version, memory.Settings, CaptureJson.Default.AgentSettings));
        routes.MapGet(CapturePaths.Schedule, context => VersionedAsync(context, memory.Schedule.Version, memory.Schedule, CaptureJson.Default.Schedule));
        routes.MapPost(CapturePaths.Status, StatusAsync);
        routes.MapGet(CapturePaths.Orders, OrdersAsync);
        routes.MapPost(CapturePaths.Orders, ReportAsync);
        routes.MapPut($"{CapturePaths.Pictures}/{{source}}", PictureAsync);
        routes.MapPut(CapturePaths.Inputs, async context => memory.Inputs.Enqueue(await ReadAsync(context, CaptureJson.Default.FoundInputs)));
        routes.MapPut("/capture/logs/{order:guid}", LogAsync);
        routes.MapGet($"{CapturePaths.Updates}/{{platform}}", UpdateAsync);
        const string Recording = $"{CapturePaths.Recordings}/{{recording:guid}}";
        routes.MapPut(Recording, TellAsync);
        routes.MapGet($"{Recording}/{{source}}/{{part:int}}/fragments", ReceiptAsync);
        routes.MapPost($"{Recording}/{{source}}/{{part:int}}/fragments", KeepAsync);
        routes.MapPut($"{Recording}/manifest", EndAsync);
        var uploads = new TusServer(memory.Store, new TusServerOptions { AllowsDeferredLength = true }, TimeProvider.System);
        routes.Map(CapturePaths.Uploads, context => UploadAsync(context, uploads));
        routes.Map($"{CapturePaths.Uploads}/{{upload}}", context => UploadAsync(context, uploads));
    }

    private async Task EnrolAsync(HttpContext context)
    {
        var request = await ReadAsync(context, CaptureJson.Default.EnrolRequest);
        if (request.Code != memory.Code)
        {
            await RefuseAsync(context, 404, "CAP-001", "This code is not good, or not any more.");
            return;
        }

        memory.Keys.Add(request.KeyHash);
        await WriteAsync(context, new EnrolAnswer(memory.Device, Guid.Empty, memory.Settings.Room), CaptureJson.Default.EnrolAnswer);
    }

    private async Task StatusAsync(HttpContext context)
    {
        memory.Status = await ReadAsync(context, CaptureJson.Default.AgentStatus);
        var answer = new StatusAnswer(TimeProvider.System.GetUtcNow(), memory.Settings.Version, memory.Schedule.Version, memory.IsWatched);
        await WriteAsync(context, answer, CaptureJson.Default.StatusAnswer);
    }

    private async Task PictureAsync(HttpContext context)
    {
        using var picture = new MemoryStream();
        await context.Request.Body.CopyToAsync(picture);
        memory.Pictures[$"{Source(context)} {context.Request.ContentType}"] = picture.ToArray();
    }

    private Task UpdateAsync(HttpContext context)
    {
        if (memory.Update is not { } update)
        {
            return RefuseAsync(context, 404, "CAP-012", "There is none.");
        }

        context.Response.ContentLength = update.Length;
        return context.Response.Body.WriteAsync(update).AsTask();
    }

    private async Task LogAsync(HttpContext context)
    {
        using var log = new MemoryStream();
        await context.Request.Body.CopyToAsync(log);
        memory.Logs[Guid.Parse((string)context.GetRouteValue("order")!)] = log.ToArray();
    }

    private Task OrdersAsync(HttpContext context)
    {
        var waiting = memory.Orders.Where(order => !memory.AreOrdersOver && !memory.Reported.Any(result => result.Id == order.Id && result.Waits is null));
        return WriteAsync(context, new Orders(memory.Settings.Version, memory.Schedule.Version, [.. waiting], memory.IsWatched), CaptureJson.Default.Orders);
    }

    private async Task ReportAsync(HttpContext context) => memory.Reported.Enqueue(await ReadAsync(context, CaptureJson.Default.OrderResult));

    private async Task TellAsync(HttpContext context)
    {
        var told = await ReadAsync(context, CaptureJson.Default.RecordingNotice);
        if (memory.Spare(Id(context), told) is { } wish)
        {
            await WriteAsync(context, new SpareAnswer(wish), CaptureJson.Default.SpareAnswer);
            return;
        }

        memory.Recordings[Id(context)] = told;
    }

    private async Task ReceiptAsync(HttpContext context) =>
        await WriteAsync(context, await memory.ReceiptAsync(Id(context), Source(context), Part(context)), CaptureJson.Default.PartReceipt);

    private async Task KeepAsync(HttpContext context)
    {
        if (await memory.KeepAsync(Id(context), Source(context), Part(context), await ReadAsync(context, CaptureJson.Default.FragmentLines)) is { } refused)
        {
            await RefuseAsync(context, refused, "CAP-024", "Not these.");
            return;
        }

        await ReceiptAsync(context);
    }

    private async Task EndAsync(HttpContext context)
    {
        if (!memory.Recordings.ContainsKey(Id(context)))
        {
            await RefuseAsync(context, 404, "CAP-020", "No such recording.");
            return;
        }

        var verified = await memory.EndAsync(Id(context), await ReadAsync(context, CaptureJson.Default.RecordingManifest));
        await WriteAsync(context, new(verified), CaptureJson.Default.RecordingReceipt);
    }

    private async Task UploadAsync(HttpContext context, TusServer server)
    {
        var request = new TusRequest
        {
            Method = context.Request.Method,
            Header = name => context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
            Owner = "device",
            CollectionUrl = CapturePaths.Uploads,
            UploadId = (string?)context.GetRouteValue("upload"),
            Body = context.Request.Body,
        };
        try
        {
            var response = await server.HandleAsync(request, memory, context.RequestAborted);
            context.Response.StatusCode = response.Status;
            foreach (var (name, value) in response.Headers)
            {
                context.Response.Headers[name] = value;
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
    }

    private static Guid Id(HttpContext context) => Guid.Parse((string)context.GetRouteValue("recording")!);

    private static string Source(HttpContext context) => (string)context.GetRouteValue("source")!;

    private static int Part(HttpContext context) => int.Parse((string)context.GetRouteValue("part")!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task VersionedAsync<T>(HttpContext context, string version, T value, JsonTypeInfo<T> type)
    {
        context.Response.Headers.ETag = $"\"{version}\"";
        if (context.Request.Headers.IfNoneMatch == $"\"{version}\"")
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        return WriteAsync(context, value, type);
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type) =>
        await JsonSerializer.DeserializeAsync(context.Request.Body, type) ?? throw new InvalidOperationException("A body is null.");

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type);
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync($$"""{"code":"{{code}}","detail":"{{text}}"}""");
    }
}
