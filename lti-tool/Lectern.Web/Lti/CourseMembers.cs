using System.Collections.Concurrent;
using System.Threading.Channels;
using Lectern.Core.Contexts;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Lti.Memberships;
using Lectern.Lti.Services;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Lti;

/// <summary>
/// Keeps the people of courses in step with the platforms' member lists (Names and Roles 2.0): behind a teacher's launch and never in its way, and by rounds over
/// the courses in use. A list is read to its end before anything is written; one that is refused, breaks off or takes too long changes nothing.
/// </summary>
public sealed partial class CourseMembers(
    MembershipsClient client, ILtiRegistrations registrations, Rosters rosters, SyncMembers sync, IOptions<MembersOptions> options, TimeProvider time, ILogger<CourseMembers> logger) : BackgroundService
{
    private const int Waiting = 1000;
    private const int OfARound = 200;
    private const int Readers = 3;
    private const int MostRemembered = 50_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan WholeAgain = TimeSpan.FromDays(1);
    private static readonly TimeSpan InUse = TimeSpan.FromDays(30);
    private static readonly TimeSpan RoundEvery = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Guid Registration, string Context), DateTimeOffset> _offered = new();
    private readonly Channel<Offer> _offers = Channel.CreateBounded<Offer>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.Wait });

    private TimeSpan Freshness => TimeSpan.FromMinutes(options.Value.FreshMinutes);

    /// <summary>A teacher's launch may begin a reading; a student's only tells where the list is.</summary>
    internal void Take(LtiLaunch launch, Guid launchId)
    {
        if (launch is not { Memberships: { } endpoint, Context: { } context })
        {
            return;
        }

        var (now, key) = (time.GetUtcNow(), (launch.Registration.Id, context.Id));
        var again = launch.Roles.IsContextInstructor ? Freshness : WholeAgain;
        if (_offered.TryGetValue(key, out var before) && now - before < again)
        {
            return;
        }

        if (_offered.Count >= MostRemembered)
        {
            _offered.Clear();
        }

        if (_offers.Writer.TryWrite(new Offer(launchId, endpoint, launch.Roles.IsContextInstructor)))
        {
            _offered[key] = now;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([GoRoundsAsync(stoppingToken), .. Enumerable.Range(0, Readers).Select(_ => TakeOffersAsync(stoppingToken))]);

    private async Task TakeOffersAsync(CancellationToken stoppingToken)
    {
        await foreach (var offer in _offers.Reader.ReadAllAsync(stoppingToken))
        {
            await TryAsync(async () =>
            {
                if (await rosters.OfferAsync(offer.Launch, offer.Endpoint, stoppingToken) is { } course && offer.IsTeachers)
                {
                    await ReadAsync(course, Freshness, stoppingToken);
                }
            }, stoppingToken);
        }
    }

    private async Task GoRoundsAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RoundEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Task.Yield();
            await TryAsync(() => GoRoundAsync(stoppingToken), stoppingToken);
        }
    }

    /// <summary>Reads the lists of the courses in use that are due.</summary>
    public async Task GoRoundAsync(CancellationToken cancellationToken)
    {
        var every = TimeSpan.FromHours(options.Value.RoundHours);
        foreach (var course in await rosters.DueAsync(every, InUse, OfARound, cancellationToken))
        {
            await TryAsync(() => ReadAsync(course, every, cancellationToken), cancellationToken);
        }
    }

    private async Task ReadAsync(Guid course, TimeSpan freshness, CancellationToken cancellationToken)
    {
        if (await rosters.TryBeginAsync(course, freshness, cancellationToken) is not { } roster
            || await registrations.FindAsync(roster.RegistrationId, cancellationToken) is not { } registration)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (await ReadAsync(registration, roster, either.Token) is { } list)
            {
                Log.Read(logger, course, list.Members.Count, await sync.RunAsync(roster, list, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TooSlow(logger, course);
        }
    }

    private async Task<MemberList?> ReadAsync(LtiRegistration registration, Roster roster, CancellationToken cancellationToken)
    {
        var endpoint = new MembershipsEndpoint(roster.Address);
        if (roster.Changes is { } since && roster.ReadAt > time.GetUtcNow() - WholeAgain)
        {
            var changed = await client.ReadChangesAsync(registration, endpoint, since, cancellationToken).CollectAsync(cancellationToken);
            if (changed.IsAccepted)
            {
                // Without a newer address the next reading begins from here again, or anew.
                return new MemberList(changed.Value.Items, false, changed.Value.Differences ?? since);
            }

            Log.Refused(logger, roster.CourseId, changed.Rejection);
        }

        var all = await client.ReadAsync(registration, endpoint, null, cancellationToken).CollectAsync(cancellationToken);
        if (all.IsAccepted)
        {
            return new MemberList(all.Value.Items, true, all.Value.Differences);
        }

        Log.Refused(logger, roster.CourseId, all.Rejection);
        return null;
    }

    private async Task TryAsync(Func<Task> duty, CancellationToken stoppingToken)
    {
        try
        {
            await duty();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
        }
    }

    private sealed record Offer(Guid Launch, MembershipsEndpoint Endpoint, bool IsTeachers);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Course {Course} has {Members} members or changes on its platform's list: {Outcome}.")]
        internal static partial void Read(ILogger logger, Guid course, int members, SyncOutcome outcome);

        [LoggerMessage(2, LogLevel.Information, "The members of course {Course} could not be read. {Rejection}")]
        internal static partial void Refused(ILogger logger, Guid course, Rejection rejection);

        [LoggerMessage(4, LogLevel.Information, "The platform takes too long to list the members of course {Course}.")]
        internal static partial void TooSlow(ILogger logger, Guid course);

        [LoggerMessage(3, LogLevel.Error, "Reading a course's members failed.")]
        internal static partial void Failed(ILogger logger, Exception exception);
    }
}
