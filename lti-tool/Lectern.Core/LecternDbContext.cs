using Lectern.Core.Analytics;
using Lectern.Core.Captions;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Telling;
using Lectern.Core.Capture.Timetables;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Copies;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Grades;
using Lectern.Core.Imports;
using Lectern.Core.Jobs;
using Lectern.Core.Keys;
using Lectern.Core.LaunchLog;
using Lectern.Core.Launches;
using Lectern.Core.Mapping;
using Lectern.Core.Platforms;
using Lectern.Core.ResourceLinks;
using Lectern.Core.Rollovers;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace Lectern.Core;

/// <summary>The one database of the suite; each engine's project holds its migrations.</summary>
public sealed class LecternDbContext(DbContextOptions<LecternDbContext> options) : DbContext(options)
{
    private readonly WriteTurns? _turns = options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<WriteTurns>();

    public DbSet<Platform> Platforms => Set<Platform>();
    public DbSet<Registration> Registrations => Set<Registration>();
    public DbSet<Deployment> Deployments => Set<Deployment>();
    public DbSet<FrameOrigin> FrameOrigins => Set<FrameOrigin>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<MappingChoice> MappingChoices => Set<MappingChoice>();
    public DbSet<ImportKey> ImportKeys => Set<ImportKey>();
    public DbSet<LastLaunch> LastLaunches => Set<LastLaunch>();
    public DbSet<StoredKey> Keys => Set<StoredKey>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Course> Courses => Set<Course>();
    public DbSet<Section> Sections => Set<Section>();
    public DbSet<SectionMember> SectionMembers => Set<SectionMember>();
    public DbSet<Term> Terms => Set<Term>();
    public DbSet<LmsRole> LmsRoles => Set<LmsRole>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Roster> Rosters => Set<Roster>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<Collection> Collections => Set<Collection>();
    public DbSet<CollectionItem> Items => Set<CollectionItem>();
    public DbSet<ItemSection> ItemSections => Set<ItemSection>();
    public DbSet<CourseOrigin> CourseOrigins => Set<CourseOrigin>();
    public DbSet<CopyRequest> CopyRequests => Set<CopyRequest>();
    public DbSet<Rollover> Rollovers => Set<Rollover>();
    public DbSet<ResourceLink> ResourceLinks => Set<ResourceLink>();
    public DbSet<LinkedVideo> LinkedVideos => Set<LinkedVideo>();
    public DbSet<Launch> Launches => Set<Launch>();
    public DbSet<LaunchSession> Sessions => Set<LaunchSession>();
    public DbSet<UsedNonce> Nonces => Set<UsedNonce>();
    public DbSet<LaunchRecord> LaunchLog => Set<LaunchRecord>();
    public DbSet<Video> Videos => Set<Video>();
    public DbSet<VideoSource> Sources => Set<VideoSource>();
    public DbSet<Rendition> Renditions => Set<Rendition>();
    public DbSet<CaptionTrack> CaptionTracks => Set<CaptionTrack>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<Room> Rooms => Set<Room>();
    public DbSet<RoomSource> RoomSources => Set<RoomSource>();
    public DbSet<RoomBooker> RoomBookers => Set<RoomBooker>();
    public DbSet<RoomOrder> RoomOrders => Set<RoomOrder>();
    public DbSet<KeptAlarm> RoomAlarms => Set<KeptAlarm>();
    public DbSet<AlertSettings> AlertSettings => Set<AlertSettings>();
    public DbSet<OutgoingMessage> OutgoingMessages => Set<OutgoingMessage>();
    public DbSet<Preflight> Preflights => Set<Preflight>();
    public DbSet<Device> Devices => Set<Device>();
    public DbSet<EnrolmentCode> EnrolmentCodes => Set<EnrolmentCode>();
    public DbSet<Booking> Bookings => Set<Booking>();
    public DbSet<Timetable> Timetables => Set<Timetable>();
    public DbSet<BookingSeries> BookingSeries => Set<BookingSeries>();
    public DbSet<Recording> Recordings => Set<Recording>();
    public DbSet<RecordingSource> RecordingSources => Set<RecordingSource>();
    public DbSet<RecordingPart> RecordingParts => Set<RecordingPart>();
    public DbSet<RecordingPause> RecordingPauses => Set<RecordingPause>();
    public DbSet<RecordingGap> RecordingGaps => Set<RecordingGap>();
    public DbSet<WatchRecord> WatchRecords => Set<WatchRecord>();
    public DbSet<GradedLink> GradedLinks => Set<GradedLink>();
    public DbSet<GradedScore> GradedScores => Set<GradedScore>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<AdminLink> AdminLinks => Set<AdminLink>();

    /// <summary>Whoever has a transaction open is the writer already: waiting for those who wait for it would never end.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Once, for interceptors and saving alike, and before others wait for it.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            using var turn = _turns is null || Database.CurrentTransaction is not null ? null : await _turns.TakeAsync(cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24).AreUnicode(false);

        // SQLite has no type for instants; in binary form they sort and compare as they should.
        if (Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetToBinaryConverter>();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(LecternDbContext).Assembly);
        ForbidCascades(modelBuilder);
        if (Database.ProviderName!.EndsWith("SqlServer", StringComparison.Ordinal))
        {
            CompareIdentifiersByByte(modelBuilder);
        }
    }

    // Nothing is deleted because something else was; and SQL Server refuses tables that several cascades reach.
    private static void ForbidCascades(ModelBuilder modelBuilder)
    {
        foreach (var foreignKey in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()))
        {
            foreignKey.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }

    // SQL Server compares text without regard to case unless told otherwise; the other two engines compare bytes.
    private static void CompareIdentifiersByByte(ModelBuilder modelBuilder)
    {
        var identifiers = modelBuilder.Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties())
            .Where(property => property.FindAnnotation(PropertyBuilderExtensions.OrdinalAnnotation) is not null);

        foreach (var property in identifiers)
        {
            property.SetCollation("Latin1_General_100_BIN2");
        }
    }
}
