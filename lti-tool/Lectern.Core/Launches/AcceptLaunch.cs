using System.Globalization;
using System.Text.Json;
using Lectern.Core.Contexts;
using Lectern.Core.Copies;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Grades;
using Lectern.Core.Keys;
using Lectern.Core.Mapping;
using Lectern.Core.Platforms;
using Lectern.Core.ResourceLinks;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Turns a verified launch into rows: the person, the course with its collection, and the launch with its rights.</summary>
public sealed class AcceptLaunch(IDbContextFactory<LecternDbContext> databases, IDatabaseErrors errors, Tickets tickets, LearnContext learnContext, KeepCopy keepCopy, LastLaunches lastLaunches, TimeProvider time)
{
    /// <summary>How long the browser has to exchange its code.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromSeconds(60);

    /// <param name="bindingHash">Hash of the cookie that the exchanging browser must show besides the code.</param>
    /// <param name="asked">What the platform's services said of sections; null when they were not asked.</param>
    /// <param name="mapping">How the platform's launches are read.</param>
    public async Task<AcceptedLaunch> RunAsync(LtiLaunch lti, PlatformMapping mapping, string bindingHash, AskedSections? asked, CancellationToken cancellationToken)
    {
        var ticket = await ReadTicketAsync(lti, cancellationToken);

        // Ten embeds of one page meet a new course, or a person who changed sections, at the same moment: one writes the rows, the others find them.
        return await errors.AgainAsync(() => TryAsync(lti, mapping, ticket, bindingHash, asked, cancellationToken));
    }

    private async Task<AcceptedLaunch> TryAsync(LtiLaunch lti, PlatformMapping mapping, Ticket? ticket, string bindingHash, AskedSections? asked, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var platform = await database.Platforms.Include(p => p.FrameOrigins).SingleAsync(p => p.Registrations.Any(r => r.Id == lti.Registration.Id), cancellationToken);
        LearnPlatform(platform, lti);
        LearnFrameOrigins(database, platform, lti);

        var now = time.GetUtcNow();
        var role = await LearnRoles.RunAsync(database, platform.Id, lti, now, cancellationToken);
        var context = await learnContext.RunAsync(database, platform.Id, mapping, lti, asked, role, cancellationToken);
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

    private static void LearnPlatform(Platform platform, LtiLaunch lti)
    {
        platform.ProductFamily = StoredText.Clip(lti.Platform.ProductFamilyCode, 100) ?? platform.ProductFamily;
        platform.ProductVersion = StoredText.Clip(lti.Platform.Version, 255) ?? platform.ProductVersion;
    }

    // What an administrator took away stays away, save what the registration itself named: without it the LMS could not show us at all.
    private void LearnFrameOrigins(LecternDbContext database, Platform platform, LtiLaunch lti)
    {
        var known = platform.FrameOrigins.ToList();
        var told = lti.ServiceOrigins.Where(origin => origin.Length <= 255).ToList();
        database.FrameOrigins.AddRange(told.Except(known.Select(o => o.Origin)).Select(origin => new FrameOrigin { PlatformId = platform.Id, Origin = origin, Source = FrameOriginSource.Launch }));
        foreach (var back in known.Where(o => o is { RemovedAt: not null, Source: FrameOriginSource.Registration } && told.Contains(o.Origin)))
        {
            back.RemovedAt = null;
            database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = Actors.Launch, Act = Acts.ReturnFrameOrigin, Subject = platform.Id.ToString(), Detail = back.Origin });
        }
    }
}

/// <summary>Where the browser goes after its launch.</summary>
/// <param name="Unplaced">The link's ticket, where nothing known shows yet that the course may play its video.</param>
public sealed record AcceptedLaunch(Guid LaunchId, string Code, Ticket? Unplaced);
