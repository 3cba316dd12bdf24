using System.Collections.Concurrent;
using Lectern.Core.LaunchLog;
using Lectern.Core.Platforms;
using Lectern.Web.Pages;
using Microsoft.Extensions.Localization;

namespace Lectern.Web.Lti.SelfTest;

/// <summary>Says in plain words what works between Lectern and a platform, and what is to be switched where. What needs an answer from outside is asked on demand.</summary>
public sealed class PlatformSelfTest
{
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, IReadOnlyList<CheckResult> Results)> _asked = new();
    private readonly ReadLaunchLog _log;
    private readonly LiveChecks _live;
    private readonly IStringLocalizer<Words> _say;
    private readonly TimeProvider _time;

    internal PlatformSelfTest(ReadLaunchLog log, LiveChecks live, IStringLocalizer<Words> say, TimeProvider time) => (_log, _live, _say, _time) = (log, live, say, time);

    /// <summary>What is known already, the worst first.</summary>
    public async Task<SelfTestReport> ReadAsync(PlatformView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        var seen = await SeenAsync(view, cancellationToken);
        var known = new SeenChecks(seen, view.Deployments, new Remedies(view.Platform, _say), _say).All();
        var asked = _asked.TryGetValue(view.Platform.Id, out var last) && _time.GetUtcNow() - last.At < Freshness ? last : default;
        return new SelfTestReport(asked.Results is null ? null : asked.At, [.. known.Concat(asked.Results ?? []).OrderBy(result => result.State)]);
    }

    /// <summary>Asks the platform.</summary>
    public async Task RunAsync(PlatformView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Platform.Registrations.Count == 0)
        {
            return;
        }

        var seen = await SeenAsync(view, cancellationToken);
        var results = await _live.RunAsync(view.Platform.Registrations[^1], seen, new Remedies(view.Platform, _say), _say, cancellationToken);
        _asked[view.Platform.Id] = (_time.GetUtcNow(), results);
    }

    private async Task<SeenLaunches> SeenAsync(PlatformView view, CancellationToken cancellationToken) =>
        new(await _log.PassedAsync(view.Platform.Id, SeenLaunches.Most, cancellationToken));
}

/// <param name="AskedAt">When the platform was asked; null when that is too long ago.</param>
public sealed record SelfTestReport(DateTimeOffset? AskedAt, IReadOnlyList<CheckResult> Results)
{
    public int Count(CheckState state) => Results.Count(result => result.State == state);
}
