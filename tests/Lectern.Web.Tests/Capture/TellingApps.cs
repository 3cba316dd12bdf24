using Lectern.Core.Capture.Alarms;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Capture;

/// <summary>Hosts with a mail server and a program that receives alarms. They tell when a test says so, and not by themselves.</summary>
public sealed class TellingApps : Apps
{
    internal MailServer Mail { get; } = new();

    internal HookListener Hook { get; } = new();

    protected override async Task<LecternApp> StartAsync(DatabaseEngine engine)
    {
        var app = await LecternApp.StartAsync(
            engine,
            settings =>
            {
                settings["AllowedInsecureHosts:2"] = Hook.Authority;
                (settings["Mail:Server"], settings["Mail:Port"], settings["Mail:From"], settings["Mail:Tls"]) = ("127.0.0.1", $"{Mail.Port}", "lectern@example.edu", "false");
            },
            replace: UnwatchedApps.Unwatch);
        app.Get<WatchRooms>().ListenAnew();
        return app;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Mail.Dispose();
        Hook.Dispose();
    }
}
