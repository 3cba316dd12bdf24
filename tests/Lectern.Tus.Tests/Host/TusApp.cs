using System.Net;
using Lectern.Tus.Files;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Lectern.Tus.Tests.Host;

/// <summary>A real web server on a free loopback port with one upload endpoint.</summary>
public sealed class TusApp : IAsyncDisposable
{
    public const string Path = "/files";
    private readonly WebApplication _app;

    private TusApp(WebApplication app, TusServer server)
    {
        (_app, Server) = (app, server);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Endpoint = new Uri(address + Path);
    }

    public Uri Endpoint { get; }

    public TusServer Server { get; }

    public static async Task<TusApp> StartAsync(ITusStore store, ITusHooks? hooks = null, TusServerOptions? options = null, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var server = new TusServer(store, options ?? new TusServerOptions(), TimeProvider.System);
        app.UseRouting();
        app.MapTus(Path, server, hooks ?? NoHooks.Instance);
        await app.StartAsync();
        return new TusApp(app, server);
    }

    public static FileTusStore OpenStore(string root, long flushBytes = 8 << 20)
        => new(new FileTusStoreOptions { Root = root, KeepFreeBytes = 0, FlushBytes = flushBytes }, TimeProvider.System);

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
