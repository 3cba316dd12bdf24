namespace Lectern.Core.Governance;

/// <summary>What the audit list tells of: every act of the operator and of administrators, and what the server removes for good. <c>docs/security.md</c> lists them.</summary>
public static class Acts
{
    public const string IssueAdminLink = "admin.link";
    public const string SignIn = "admin.signin";
    public const string SignOut = "admin.signout";
    public const string LmsSignIn = "lms-admin.signin";
    public const string LmsSignOut = "lms-admin.signout";
    public const string Invite = "platform.invite";
    public const string AddPlatform = "platform.add";
    public const string SpendInvitation = "invitation.spend";
    public const string Register = "platform.register";
    public const string RenewRegistration = "platform.renew";
    public const string ApproveDeployment = "deployment.approve";
    public const string RefuseDeployment = "deployment.refuse";
    public const string AddFrameOrigin = "frame-origin.add";
    public const string RemoveFrameOrigin = "frame-origin.remove";
    public const string ReturnFrameOrigin = "frame-origin.return";
    public const string SetPoints = "grade.points";
    public const string KeepGrade = "grade.keep";
    public const string ReplaceGrade = "grade.replace";
    public const string RetryGrade = "grade.retry";
    public const string MapRole = "role.map";
    public const string ChangeMapping = "mapping.change";
    public const string AddTerm = "term.add";
    public const string ChangeTerm = "term.change";
    public const string RemoveTerm = "term.remove";
    public const string Import = "import.apply";
    public const string MakeImportKey = "import-key.make";
    public const string RevokeImportKey = "import-key.revoke";
    public const string MergeCourses = "course.merge";
    public const string UnmergeCourses = "course.unmerge";
    public const string RotateKey = "key.rotate";
    public const string AllowCopy = "copy.allow";
    public const string DeclineCopy = "copy.decline";
    public const string TakeBackCopy = "copy.takeback";
    public const string OwnCopy = "copy.own";
    public const string SetCopyPolicy = "copy.rule";
    public const string BringItems = "copy.bring";
    public const string ApplyRollover = "rollover.apply";
    public const string UndoRollover = "rollover.undo";
    public const string RepairVideo = "video.repair";
    public const string ExportPerson = "person.export";
    public const string ErasePerson = "person.erase";
    public const string PurgeVideo = "video.purge";
    public const string AddRoom = "room.add";
    public const string InviteDevice = "device.invite";
    public const string EnrolDevice = "device.enrol";
    public const string ChangeDeviceKey = "device.key";
    public const string RevokeDevice = "device.revoke";
    public const string Book = "booking.add";
    public const string ChangeBooking = "booking.change";
    public const string CancelBooking = "booking.cancel";
    public const string GiveOrder = "room.order";
    public const string Backup = "backup.make";
    public const string Restore = "backup.restore";
}
