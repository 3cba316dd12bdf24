using Lectern.Core.Capture.Alarms;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lectern.Web.Tests.Capture;

/// <summary>Hosts that judge their rooms when a test says so, and not by themselves.</summary>
public sealed class UnwatchedApps : Apps
{
    protected override async Task<LecternApp> StartAsync(DatabaseEngine engine)
    {
        var app = await LecternApp.StartAsync(engine, replace: Unwatch);
        app.Get<WatchRooms>().ListenAnew();
        return app;
    }

    internal static void Unwatch(IServiceCollection services)
    {
        var own = services.Where(service => service.ServiceType == typeof(IHostedService) && (service.ImplementationType?.Name == "RoomWatch" || service.ImplementationFactory?.Method.ReturnType.Name == "MessageSender")).ToList();
        own.ForEach(one => services.Remove(one));
    }
}
