using System.Collections.Concurrent;
using Lectern.Core.Copies;
using Lectern.Core.ResourceLinks;
using Lectern.Lti;
using Lectern.Lti.Launch;
using Lectern.Lti.Memberships;
using Lectern.Lti.Services;
using Microsoft.Extensions.Logging;

namespace Lectern.Web.Lti;

/// <summary>
/// When a copied link finds nothing that shows its course may play it, the platform is asked who teaches there: a student may be the first to open
/// an imported link. Bounded in time, and asked again for a course only after a while.
/// </summary>
public sealed partial class CourseTeachers(MembershipsClient client, LearnTeachers learn, KeepCopy keepCopy, TimeProvider time, ILogger<CourseTeachers> logger)
{
    private const int Most = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Guid Registration, string Context), Asked> _asked = new();

    internal async Task AskAsync(LtiLaunch launch, Guid launchId, Ticket ticket, CancellationToken cancellationToken)
    {
        if (launch is not { Memberships: { } endpoint, Context: { } context })
        {
            return;
        }

        // Ten embeds of one page arrive together: the first asks, and the others wait for its answer.
        var asked = _asked.AddOrUpdate((launch.Registration.Id, context.Id), _ => Begin(), (_, last) => time.GetUtcNow() - last.At < Again ? last : Begin());
        await asked.Learning.Value.WaitAsync(cancellationToken);
        await keepCopy.RunAgainAsync(launchId, ticket, cancellationToken);

        Asked Begin() => new(time.GetUtcNow(), new Lazy<Task>(() => LearnAsync(launch.Registration, endpoint, context.Id, launchId)));
    }

    // Bounded by its own patience: whoever asked first may be gone while others still wait.
    private async Task LearnAsync(LtiRegistration registration, MembershipsEndpoint endpoint, string context, Guid launchId)
    {
        var isAnswered = false;
        try
        {
            var members = await ReadAsync(registration, endpoint, CancellationToken.None);
            await learn.RunAsync(launchId, members ?? [], CancellationToken.None);
            isAnswered = members is not null;
        }
        finally
        {
            if (!isAnswered)
            {
                // One failed answer, or a failure of ours, must not keep the course's later launches from asking.
                _asked.TryRemove((registration.Id, context), out _);
            }
        }
    }

    // Null when the platform gave no answer.
    private async Task<IReadOnlyCollection<Member>?> ReadAsync(LtiRegistration registration, MembershipsEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var members = await client.ReadAsync(registration, endpoint, new MembershipQuery { Role = "Instructor" }, either.Token).CollectAsync(either.Token);
            if (!members.IsAccepted)
            {
                Log.Refused(logger, registration.Id, members.Rejection);
                return null;
            }

            return [.. members.Value.Items.Where(m => m.Status == MembershipStatus.Active).Take(Most)];
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Log.TooSlow(logger, registration.Id);
            return null;
        }
    }

    private sealed record Asked(DateTimeOffset At, Lazy<Task> Learning);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Registration {Registration} does not say who teaches. {Rejection}")]
        internal static partial void Refused(ILogger logger, Guid registration, Rejection rejection);

        [LoggerMessage(2, LogLevel.Information, "Registration {Registration} takes too long to say who teaches.")]
        internal static partial void TooSlow(ILogger logger, Guid registration);
    }
}
