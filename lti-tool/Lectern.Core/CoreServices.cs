using Lectern.Core.Analytics;
using Lectern.Core.Captions;
using Lectern.Core.Capture.Alarms;
using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.CourseBookings;
using Lectern.Core.Capture.Devices;
using Lectern.Core.Capture.Orders;
using Lectern.Core.Capture.Recordings;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Capture.Telling;
using Lectern.Core.Capture.Timetables;
using Lectern.Core.Capture.Updates;
using Lectern.Core.Checks;
using Lectern.Core.Collections;
using Lectern.Core.Contexts;
using Lectern.Core.Copies;
using Lectern.Core.Governance;
using Lectern.Core.Grades;
using Lectern.Core.Imports;
using Lectern.Core.Jobs;
using Lectern.Core.Keys;
using Lectern.Core.LaunchLog;
using Lectern.Core.Launches;
using Lectern.Core.Mapping;
using Lectern.Core.Merging;
using Lectern.Core.Platforms;
using Lectern.Core.Playback;
using Lectern.Core.ResourceLinks;
using Lectern.Core.Rollovers;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Core.Videos;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lectern.Core;

public static class CoreServices
{
    /// <summary>The use cases. They ask for a database (one of the <c>AddLectern…</c> of the database projects) and for options.</summary>
    public static IServiceCollection AddLecternCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IMediaStore, FileMediaStore>();
        return services
            .AddSingleton<KeyFile>().AddSingleton<ProtectionRing>().AddSingleton<ProtectKeys>().AddSingleton<KeyMaker>().AddSingleton<KeyRing>().AddSingleton<Tickets>().AddSingleton<MediaSigner>().AddSingleton<JobSignal>()
            .AddSingleton<PlatformMemory>().AddSingleton<IInterceptor, ForgetChangedPlatforms>()
            .AddSingleton<KnownPlatforms>().AddSingleton<ILtiRegistrations>(provider => provider.GetRequiredService<KnownPlatforms>())
            .AddSingleton<IDeployments, DeploymentStore>().AddSingleton<INonces, Nonces>()
            .AddSingleton<IssueInvitation>().AddSingleton<Invitations>().AddSingleton<RegisterPlatform>().AddSingleton<AddPlatform>().AddSingleton<PlatformSettings>().AddSingleton<FrameOrigins>()
            .AddSingleton<LastLaunches>().AddSingleton<EditMapping>().AddSingleton<EditTerms>().AddSingleton<ListCourses>().AddSingleton<MergeCourses>().AddSingleton<UnmergeCourses>()
            .AddSingleton<ImportRows>().AddSingleton<ImportKeys>()
            .AddSingleton<FindContext>().AddSingleton<LearnContext>().AddSingleton<KeepCopy>().AddSingleton<AcceptLaunch>().AddSingleton<ExchangeCode>().AddSingleton<Sessions>().AddSingleton<ForgetExpired>()
            .AddSingleton<KeepLaunchLog>().AddSingleton<ReadLaunchLog>().AddSingleton<TrimLaunchLog>()
            .AddSingleton<Rosters>().AddSingleton<SyncMembers>().AddSingleton<ListSections>().AddSingleton<MapRoles>().AddSingleton<SetAudience>().AddSingleton<AnswerCopyRequests>().AddSingleton<LearnCopyNotice>().AddSingleton<LearnTeachers>().AddSingleton<KeptHandlers>()
            .AddSingleton<SetCopyPolicy>().AddSingleton<ListDepartments>().AddSingleton<MakeOwnCopy>().AddSingleton<ChangeCopyAnswer>().AddSingleton<ListRemoved>()
            .AddSingleton<CheckCourse>().AddSingleton<CheckVideo>().AddSingleton<RepairVideos>()
            .AddSingleton<PlanRollover>().AddSingleton<ApplyRollover>().AddSingleton<UndoRollover>().AddSingleton<BringItems>()
            .AddSingleton<StartUpload>().AddSingleton<CompleteUpload>().AddSingleton<OpenUploads>()
            .AddSingleton<FindVideo>().AddSingleton<ListVideos>().AddSingleton<EditVideos>().AddSingleton<SetLanguage>().AddSingleton<GetPlayback>().AddSingleton<ListJobs>().AddSingleton<PlaceVideos>()
            .AddSingleton<KeepWatched>().AddSingleton<ListScores>().AddSingleton<DecideScores>().AddSingleton<SetPoints>()
            .AddSingleton<RoomSignals>().AddSingleton<AddRoom>().AddSingleton<ReadSettings>().AddSingleton<RoomPictures>().AddSingleton<ReadRooms>().AddSingleton<ReadRoom>().AddSingleton<ChangeRoom>().AddSingleton<SweepRooms>().AddSingleton<RoomButton>()
            .AddSingleton<CodeGuesses>().AddSingleton<InviteDevice>().AddSingleton<EnrolDevice>().AddSingleton<ChangeDeviceKey>().AddSingleton<RevokeDevice>().AddSingleton<SignInDevice>().AddSingleton<KeepStatus>().AddSingleton<DeviceLogs>().AddSingleton<JudgeSpare>().AddSingleton<KeepFoundInputs>()
            .AddSingleton<AddBox>().AddSingleton<RenewBox>().AddSingleton<SignInBox>().AddSingleton<DigestNonces>().AddSingleton<KeepBoxInputs>().AddSingleton<KeepBoxRecording>().AddSingleton<FindBoxRecording>().AddSingleton<EndGivenUpRecordings>()
            .AddSingleton<BookRoom>().AddSingleton<ChangeBooking>().AddSingleton<CancelBooking>().AddSingleton<ReadSchedule>().AddSingleton<FindBookable>().AddSingleton<FindBooking>()
            .AddSingleton<EditRoomBookers>().AddSingleton<ReadCourseBookings>().AddSingleton<FindCourseBooking>().AddSingleton<BookForCourse>().AddSingleton<ChangeCourseBooking>().AddSingleton<CancelCourseBooking>().AddSingleton<FindFreeTimes>()
            .AddSingleton<RemoveRoom>().AddSingleton<RestoreRoom>().AddSingleton<ChangeSeries>().AddSingleton<ReadGaps>().AddSingleton<EndLostRecording>().AddSingleton<EditRoomAlerts>()
            .AddSingleton<EditTimetables>().AddSingleton<ReadTimetables>().AddSingleton<KeepTimetable>().AddSingleton<MatchCourses>()
            .AddSingleton<RingAlarms>().AddSingleton<UnrecordedBookings>().AddSingleton<WatchRooms>().AddSingleton<RingFailedRecording>().AddSingleton<AcknowledgeAlarm>()
            .AddSingleton<Outbox>().AddSingleton<NewMessages>().AddSingleton<TellAlarms>().AddSingleton<TellLecturers>().AddSingleton<EditAlertSettings>().AddSingleton<ReadFleet>()
            .AddSingleton<GiveOrder>().AddSingleton<OrderUpkeep>().AddSingleton<AgentUpdates>().AddSingleton<ReadMachines>().AddSingleton<ReadOrders>().AddSingleton<ReportOrder>()
            .AddSingleton<JobQueue>().AddSingleton<JobLedger>().AddSingleton<RetryJob>()
            .AddSingleton<FindPeople>().AddSingleton<ReadPersonalData>().AddSingleton<ErasePersonalData>()
            .AddSingleton<BeginRecording>().AddSingleton<RecordingParts>().AddSingleton<VerifyFragments>().AddSingleton<EndRecording>().AddSingleton<MakeRecordedVideo>()
            .AddSingleton<IssueAdminLink>().AddSingleton<RedeemAdminLink>().AddSingleton<EndAdminSession>().AddSingleton<EndOpenSignIns>();
    }
}
