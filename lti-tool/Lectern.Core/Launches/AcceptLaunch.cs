using System.Globalization;
using System.Text.Json;
using Lectern.Core.Contexts;
using Lectern.Core.Copies;
using Lectern.Core.Database;
using Lectern.Core.Grades;
using Lectern.Core.Keys;
using Lectern.Core.Mapping;
using Lectern.Core.Platforms;
using Lectern.Core.ResourceLinks;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Turns a verified launch into rows: the person, the course with its collection, and the launch with its rights.</summary>
public sealed class AcceptLaunch(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, KnownPlatforms platforms, Tickets tickets, LearnContext learnContext, KeepCopy keepCopy, LastLaunches lastLaunches, FrameOrigins frames, TimeProvider time)
{
    /// <summary>How long the browser has to exchange its code.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromSeconds(60);

    /// <param name="bindingHash">Hash of the cookie that the exchanging browser must show besides the code.</param>
    /// <param name="asked">What the platform's services said of sections; null when they were not asked.</param>
    public async Task<AcceptedLaunch> RunAsync(LtiLaunch lti, string bindingHash, AskedSections? asked, CancellationToken cancellationToken)
    {
        var ticket = await ReadTicketAsync(lti, cancellationToken);

        // Ten embeds of one page meet a new course, or a person who changed sections, at the same moment: one writes the rows, the others find them.
        return await errors.AgainAsync(() => TryAsync(lti, ticket, bindingHash, asked, cancellationToken));
    }

    private async Task<AcceptedLaunch> TryAsync(LtiLaunch lti, Ticket? ticket, string bindingHash, AskedSections? asked, CancellationToken cancellationToken)
    {
        var known = (await platforms.FindFactsAsync(lti.Registration.Id, cancellationToken))!;
        var (platform, mapping, now) = (known.Platform, known.Mapping, time.GetUtcNow());
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        // Several small questions follow: opening a connection for each costs as much as asking.
        await database.Database.OpenConnectionAsync(cancellationToken);
        var isPlatformKnown = await LearnPlatform.RunAsync(database, platform, lti, now, cancellationToken);
        var role = LearnRoles.Run(database, known, lti, now);
        var context = await learnContext.RunAsync(database, known, lti, asked, role, cancellationToken);
        await LearnOrigins.RunAsync(database, platform.Id, mapping, lti, now, cancellationToken);
        await LearnLinkedVideo.RunAsync(database, context.ResourceLink, ticket, now, cancellationToken);
        KeptCopy? kept = ticket is null ? null : await keepCopy.RunAsync(database, context, role, ticket, canAsk: lti.Memberships is not null, cancellationToken);
        await KeepGradedLink.RunAsync(database, lti, context, ticket, kept?.VideoId, now, cancellationToken);
        var review = await FindReview.RunAsync(database, lti, context, InAddress(lti.TargetLinkUri, FindReview.ScoreParameter), cancellationToken);

        var code = Secret.Create();
        var launch = new Launch
        {
            PlatformId = platform.Id,
            RegistrationId = lti.Registration.Id,
            DeploymentId = lti.DeploymentId,
            PersonId = context.Person.Id,
            CourseId = context.Course?.Id,
            CollectionId = context.Collection?.Id,
            ResourceLinkId = context.ResourceLink?.Id,
            VideoId = kept?.VideoId ?? review?.VideoId,
            ReviewLinkId = review?.LinkId,
            ReviewPersonId = review?.PersonId,
            StartSeconds = StartOf(lti.TargetLinkUri),
            Kind = KindOf(lti, role, review),
            AboutSubject = lti.MessageType == LtiMessageType.DataPrivacy ? lti.ForUser?.UserId : null,
            Role = role,
            IsTraceless = LearnRoles.IsTraceless(lti),
            SectionsUnknown = asked is { Theirs: null },
            IsPlatformAdministrator = lti.Roles.IsPlatformAdministrator,
            Locale = StoredText.Clip(lti.Presentation.Locale ?? lti.Person.Locale, 35),
            DeepLinkingFacts = lti.ToDeepLinkingFacts() is { } facts ? JsonSerializer.Serialize(facts) : null,
            CreatedAt = now,
            CodeHash = Secret.Hash(code),
            CodeExpiresAt = now + CodeLifetime,
            BindingHash = bindingHash,
            ChannelHash = lti.Login.Channel is { Length: 43 } channel ? channel : null,
        };
        database.Launches.Add(launch);
        await database.SaveChangesAsync(cancellationToken);
        lastLaunches.Note(platform.Id, mapping, lti);
        if (isPlatformKnown)
        {
            frames.Remember(launch);
        }

        return new AcceptedLaunch(launch.Id, code, kept is { MayPlay: false } ? ticket : null);
    }

    // Canvas may rewrite an item's address and keeps the custom parameters; Moodle and Blackboard keep the address.
    private async Task<Ticket?> ReadTicketAsync(LtiLaunch lti, CancellationToken cancellationToken) =>
        await tickets.ReadAsync(InAddress(lti.TargetLinkUri, Tickets.QueryParameter), cancellationToken)
        ?? await tickets.ReadAsync(lti.Custom.GetValueOrDefault(Tickets.CustomParameter), cancellationToken);

    // An LMS copies the address as it is, but a person may have edited it.
    private static int StartOf(string address) =>
        int.TryParse(InAddress(address, Tickets.StartParameter), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    private static string? InAddress(string address, string parameter)
    {
        var query = new Uri(address).Query.TrimStart('?').Split('&');
        return query.FirstOrDefault(pair => pair.StartsWith($"{parameter}=", StringComparison.Ordinal))?[(parameter.Length + 1)..];
    }

    // Students open their own submission on Canvas by the same address: they get the video.
    private static LaunchKind KindOf(LtiLaunch lti, CourseRole role, Review? review) =>
        lti.DeepLinking is not null ? LaunchKind.DeepLinking
        : lti.MessageType == LtiMessageType.DataPrivacy ? LaunchKind.DataPrivacy
        : lti.Review is not null || (review is not null && role is CourseRole.Assistant or CourseRole.Instructor) ? LaunchKind.Review
        : LaunchKind.ResourceLink;
}

/// <summary>Where the browser goes after its launch.</summary>
/// <param name="Unplaced">The link's ticket, where nothing known shows yet that the course may play its video.</param>
public sealed record AcceptedLaunch(Guid LaunchId, string Code, Ticket? Unplaced);
