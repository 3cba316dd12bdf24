using System.Collections.Concurrent;
using System.Threading.Channels;
using Lectern.Core.Platforms;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Lti.Notices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Lti;

/// <summary>
/// Asks a platform that offers notices to send them here, behind the first launch of each deployment and never in its way. What fails is tried
/// again by a later launch.
/// </summary>
public sealed partial class NoticeSubscriptions(NoticeHandlersClient client, KeptHandlers kept, IOptions<WebOptions> options, ILogger<NoticeSubscriptions> logger) : BackgroundService
{
    private const int MostWaiting = 1000;

    private readonly Channel<Wish> _wishes = Channel.CreateBounded<Wish>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<(Guid Registration, string Deployment), bool> _asked = new();

    /// <summary>Takes note of a launch's offer. Costs nothing where the deployment was asked since this process began.</summary>
    public void Offer(LtiLaunch launch)
    {
        if (launch.Notices is { } endpoint
            && endpoint.NoticeTypes.Contains(ContextCopyNotice.TypeName, StringComparer.Ordinal)
            && _asked.TryAdd((launch.Registration.Id, launch.DeploymentId), true))
        {
            _wishes.Writer.TryWrite(new Wish(launch.Registration, launch.DeploymentId, endpoint));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var wish in _wishes.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await AskAsync(wish, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception, wish.Registration.Id);
                Forget(wish);
            }
        }
    }

    private async Task AskAsync(Wish wish, CancellationToken cancellationToken)
    {
        var handler = options.Value.Address(NoticeEndpoint.AddressPath(wish.Registration.Id));
        if (await kept.FindAsync(wish.Registration.Id, wish.DeploymentId, cancellationToken) == handler)
        {
            return;
        }

        if (await client.PutAsync(wish.Registration, wish.Endpoint, ContextCopyNotice.TypeName, handler, cancellationToken) is { } rejection)
        {
            Log.Refused(logger, wish.Registration.Id, rejection);
            Forget(wish);
            return;
        }

        await kept.KeepAsync(wish.Registration.Id, wish.DeploymentId, handler, cancellationToken);
    }

    private void Forget(Wish wish) => _asked.TryRemove((wish.Registration.Id, wish.DeploymentId), out _);

    private sealed record Wish(LtiRegistration Registration, string DeploymentId, NoticesEndpoint Endpoint);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Registration {Registration} does not send notices here. {Rejection}")]
        internal static partial void Refused(ILogger logger, Guid registration, Rejection rejection);

        [LoggerMessage(2, LogLevel.Error, "Asking registration {Registration} for notices failed.")]
        internal static partial void Failed(ILogger logger, Exception exception, Guid registration);
    }
}
