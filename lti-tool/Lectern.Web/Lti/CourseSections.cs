using Lectern.Core.Contexts;
using Lectern.Core.Mapping;
using Lectern.Lti;
using Lectern.Lti.Groups;
using Lectern.Lti.Launch;
using Lectern.Lti.Memberships;
using Lectern.Lti.Services;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Lti;

/// <summary>
/// Where a launch does not tell the person's sections, the platform's groups service is asked, or else, where IT chose so, its member list. Bounded in time;
/// an answer holds for some minutes, and without one what is for single sections stays closed.
/// </summary>
public sealed partial class CourseSections(GroupsClient groups, MembershipsClient members, TimeProvider time, ILogger<CourseSections> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    // Long enough that a platform which is down does not hold up every launch.
    private static readonly TimeSpan AfterSilence = TimeSpan.FromSeconds(30);

    private readonly Remembered<(Guid Registration, string Context, string Person), AskedSections> _asked = new(time);
    private readonly Remembered<(Guid Registration, string Context), IReadOnlyDictionary<string, IReadOnlyList<string>>> _members = new(time);

    /// <summary>Null when there is nothing to ask.</summary>
    internal async Task<AskedSections?> AskAsync(LtiLaunch launch, PlatformMapping mapping, CancellationToken cancellationToken)
    {
        if (launch is not { Context: { } context } || (launch.Groups is null && launch.Memberships is null))
        {
            return null;
        }

        if (!mapping.AsksGroups(launch) || (launch.Groups is null && mapping.ChosenFor(MappedKey.SectionIds) != MappingSource.Groups))
        {
            return null;
        }

        var key = (launch.Registration.Id, context.Id, launch.Subject);
        if (!_asked.TryGet(key, out var asked))
        {
            asked = await AskInTimeAsync(launch, context.Id, cancellationToken);
            _asked.Keep(key, asked, asked == AskedSections.NoAnswer ? AfterSilence : Again);
        }

        return asked;
    }

    private async Task<AskedSections> AskInTimeAsync(LtiLaunch launch, string context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return launch.Groups is { } endpoint
                ? await OfGroupsAsync(launch, endpoint, either.Token)
                : await OfMembersAsync(launch, launch.Memberships!, context, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TooSlow(logger, launch.Registration.Id);
            return AskedSections.NoAnswer;
        }
    }

    // Teachers see all sections' videos, and choose among all sections before anybody of them came.
    private async Task<AskedSections> OfGroupsAsync(LtiLaunch launch, GroupsEndpoint endpoint, CancellationToken cancellationToken)
    {
        var teaches = launch.Roles.IsContextInstructor;
        var answer = await groups.ReadAsync(launch.Registration, endpoint, teaches ? null : launch.Subject, null, cancellationToken).CollectAsync(cancellationToken);
        if (!answer.IsAccepted)
        {
            return Refused(launch, answer.Rejection);
        }

        var told = answer.Value.Items.Select(group => new ToldSection(group.Id, group.Name)).ToList();
        return teaches ? new AskedSections([], told) : new AskedSections(told, []);
    }

    private async Task<AskedSections> OfMembersAsync(LtiLaunch launch, MembershipsEndpoint endpoint, string context, CancellationToken cancellationToken)
    {
        var key = (launch.Registration.Id, context);
        if (!_members.TryGet(key, out var groupsOf))
        {
            var answer = await members.ReadAsync(launch.Registration, endpoint, new MembershipQuery { IncludeGroups = true }, cancellationToken).CollectAsync(cancellationToken);
            if (!answer.IsAccepted)
            {
                return Refused(launch, answer.Rejection);
            }

            groupsOf = answer.Value.Items.Where(m => m.Status == MembershipStatus.Active).DistinctBy(m => m.UserId).ToDictionary(m => m.UserId, m => m.GroupIds, StringComparer.Ordinal);
            _members.Keep(key, groupsOf, Again);
        }

        return new AskedSections(Sections(groupsOf.GetValueOrDefault(launch.Subject, [])), launch.Roles.IsContextInstructor ? Sections(groupsOf.Values.SelectMany(ids => ids).Distinct(StringComparer.Ordinal)) : []);
    }

    private static List<ToldSection> Sections(IEnumerable<string> ids) => [.. ids.Select(id => new ToldSection(id, null))];

    private AskedSections Refused(LtiLaunch launch, Rejection? rejection)
    {
        Log.Refused(logger, launch.Registration.Id, rejection);
        return AskedSections.NoAnswer;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Registration {Registration} does not tell sections. {Rejection}")]
        internal static partial void Refused(ILogger logger, Guid registration, Rejection? rejection);

        [LoggerMessage(2, LogLevel.Warning, "Registration {Registration} takes too long to tell sections.")]
        internal static partial void TooSlow(ILogger logger, Guid registration);
    }
}
