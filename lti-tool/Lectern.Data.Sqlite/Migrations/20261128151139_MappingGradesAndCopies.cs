using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MappingGradesAndCopies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CopyOfId",
                table: "Videos",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsEdited",
                table: "Terms",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "MatchesDate",
                table: "Terms",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Pattern",
                table: "Terms",
                type: "TEXT",
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsWholeCourse",
                table: "Sections",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "ReviewLinkId",
                table: "Launches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReviewPersonId",
                table: "Launches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "SectionsUnknown",
                table: "Launches",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "CopyOfId",
                table: "Items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedFromId",
                table: "Items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DepartmentId",
                table: "Courses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SharedWithId",
                table: "Courses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SourcedId",
                table: "Courses",
                type: "TEXT",
                unicode: false,
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TeachersAskedAt",
                table: "Courses",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Departments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlatformId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", unicode: false, maxLength: 255, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsEdited = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Departments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Departments_Departments_ParentId",
                        column: x => x.ParentId,
                        principalTable: "Departments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Departments_Platforms_PlatformId",
                        column: x => x.PlatformId,
                        principalTable: "Platforms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GradedLinks",
                columns: table => new
                {
                    ResourceLinkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CollectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VideoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Points = table.Column<int>(type: "INTEGER", nullable: true),
                    FullPointsPercent = table.Column<int>(type: "INTEGER", nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", unicode: false, maxLength: 2000, nullable: false),
                    LineItems = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    LineItem = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GradedLinks", x => x.ResourceLinkId);
                    table.ForeignKey(
                        name: "FK_GradedLinks_Collections_CollectionId",
                        column: x => x.CollectionId,
                        principalTable: "Collections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GradedLinks_Registrations_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "Registrations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GradedLinks_ResourceLinks_ResourceLinkId",
                        column: x => x.ResourceLinkId,
                        principalTable: "ResourceLinks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GradedLinks_Videos_VideoId",
                        column: x => x.VideoId,
                        principalTable: "Videos",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LastLaunches",
                columns: table => new
                {
                    PlatformId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Told = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LastLaunches", x => x.PlatformId);
                    table.ForeignKey(
                        name: "FK_LastLaunches_Platforms_PlatformId",
                        column: x => x.PlatformId,
                        principalTable: "Platforms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LaunchLog",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PlatformId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RegistrationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LaunchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MessageType = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    DeploymentId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 255, nullable: true),
                    Course = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    Role = table.Column<string>(type: "TEXT", unicode: false, maxLength: 24, nullable: true),
                    Way = table.Column<string>(type: "TEXT", unicode: false, maxLength: 24, nullable: true),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 16, nullable: true),
                    Reference = table.Column<string>(type: "TEXT", unicode: false, maxLength: 16, nullable: true),
                    FailedCheck = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    CheckNumber = table.Column<int>(type: "INTEGER", nullable: true),
                    CheckCount = table.Column<int>(type: "INTEGER", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    IsVerified = table.Column<bool>(type: "INTEGER", nullable: false),
                    SecondsSinceIssued = table.Column<int>(type: "INTEGER", nullable: true),
                    Times = table.Column<int>(type: "INTEGER", nullable: false),
                    Claims = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LaunchLog", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LaunchLog_Platforms_PlatformId",
                        column: x => x.PlatformId,
                        principalTable: "Platforms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LinkedVideos",
                columns: table => new
                {
                    ResourceLinkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VideoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkedVideos", x => new { x.ResourceLinkId, x.VideoId });
                    table.ForeignKey(
                        name: "FK_LinkedVideos_ResourceLinks_ResourceLinkId",
                        column: x => x.ResourceLinkId,
                        principalTable: "ResourceLinks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MappingChoices",
                columns: table => new
                {
                    PlatformId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", unicode: false, maxLength: 24, nullable: false),
                    Source = table.Column<string>(type: "TEXT", unicode: false, maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MappingChoices", x => new { x.PlatformId, x.Key });
                    table.ForeignKey(
                        name: "FK_MappingChoices_Platforms_PlatformId",
                        column: x => x.PlatformId,
                        principalTable: "Platforms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Rollovers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CollectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: 10000000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Rollovers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Rollovers_Collections_CollectionId",
                        column: x => x.CollectionId,
                        principalTable: "Collections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Rollovers_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WatchRecords",
                columns: table => new
                {
                    CollectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VideoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ranges = table.Column<string>(type: "TEXT", unicode: false, maxLength: 7200, nullable: false),
                    Percent = table.Column<int>(type: "INTEGER", nullable: false),
                    CreditFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WatchRecords", x => new { x.CollectionId, x.VideoId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_WatchRecords_Collections_CollectionId",
                        column: x => x.CollectionId,
                        principalTable: "Collections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WatchRecords_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WatchRecords_Videos_VideoId",
                        column: x => x.VideoId,
                        principalTable: "Videos",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GradedScores",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LinkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", unicode: false, maxLength: 24, nullable: false),
                    Wanted = table.Column<double>(type: "REAL", nullable: true),
                    Sent = table.Column<double>(type: "REAL", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InLms = table.Column<double>(type: "REAL", nullable: true),
                    MayReplace = table.Column<bool>(type: "INTEGER", nullable: false),
                    EarnedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    StampedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", unicode: false, maxLength: 20, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GradedScores", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GradedScores_GradedLinks_LinkId",
                        column: x => x.LinkId,
                        principalTable: "GradedLinks",
                        principalColumn: "ResourceLinkId",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GradedScores_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Videos_CollectionId_CopyOfId",
                table: "Videos",
                columns: new[] { "CollectionId", "CopyOfId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Videos_CopyOfId",
                table: "Videos",
                column: "CopyOfId");

            migrationBuilder.CreateIndex(
                name: "IX_Items_CollectionId_CopyOfId",
                table: "Items",
                columns: new[] { "CollectionId", "CopyOfId" });

            migrationBuilder.CreateIndex(
                name: "IX_Items_CopyOfId",
                table: "Items",
                column: "CopyOfId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_DepartmentId",
                table: "Courses",
                column: "DepartmentId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_SharedWithId",
                table: "Courses",
                column: "SharedWithId");

            migrationBuilder.CreateIndex(
                name: "IX_Departments_ParentId",
                table: "Departments",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_Departments_PlatformId_Key",
                table: "Departments",
                columns: new[] { "PlatformId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GradedLinks_CollectionId_VideoId",
                table: "GradedLinks",
                columns: new[] { "CollectionId", "VideoId" });

            migrationBuilder.CreateIndex(
                name: "IX_GradedLinks_RegistrationId",
                table: "GradedLinks",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_GradedLinks_VideoId",
                table: "GradedLinks",
                column: "VideoId");

            migrationBuilder.CreateIndex(
                name: "IX_GradedScores_LinkId_PersonId",
                table: "GradedScores",
                columns: new[] { "LinkId", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GradedScores_PersonId",
                table: "GradedScores",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_GradedScores_State_NextAt",
                table: "GradedScores",
                columns: new[] { "State", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LaunchLog_At",
                table: "LaunchLog",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_LaunchLog_PlatformId_At",
                table: "LaunchLog",
                columns: new[] { "PlatformId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_LaunchLog_Reference",
                table: "LaunchLog",
                column: "Reference");

            migrationBuilder.CreateIndex(
                name: "IX_Rollovers_CollectionId_AppliedAt",
                table: "Rollovers",
                columns: new[] { "CollectionId", "AppliedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Rollovers_PersonId",
                table: "Rollovers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_WatchRecords_PersonId",
                table: "WatchRecords",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_WatchRecords_VideoId",
                table: "WatchRecords",
                column: "VideoId");

            migrationBuilder.AddForeignKey(
                name: "FK_Courses_Courses_SharedWithId",
                table: "Courses",
                column: "SharedWithId",
                principalTable: "Courses",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Courses_Departments_DepartmentId",
                table: "Courses",
                column: "DepartmentId",
                principalTable: "Departments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Courses_Courses_SharedWithId",
                table: "Courses");

            migrationBuilder.DropForeignKey(
                name: "FK_Courses_Departments_DepartmentId",
                table: "Courses");

            migrationBuilder.DropTable(
                name: "Departments");

            migrationBuilder.DropTable(
                name: "GradedScores");

            migrationBuilder.DropTable(
                name: "LastLaunches");

            migrationBuilder.DropTable(
                name: "LaunchLog");

            migrationBuilder.DropTable(
                name: "LinkedVideos");

            migrationBuilder.DropTable(
                name: "MappingChoices");

            migrationBuilder.DropTable(
                name: "Rollovers");

            migrationBuilder.DropTable(
                name: "WatchRecords");

            migrationBuilder.DropTable(
                name: "GradedLinks");

            migrationBuilder.DropIndex(
                name: "IX_Videos_CollectionId_CopyOfId",
                table: "Videos");

            migrationBuilder.DropIndex(
                name: "IX_Videos_CopyOfId",
                table: "Videos");

            migrationBuilder.DropIndex(
                name: "IX_Items_CollectionId_CopyOfId",
                table: "Items");

            migrationBuilder.DropIndex(
                name: "IX_Items_CopyOfId",
                table: "Items");

            migrationBuilder.DropIndex(
                name: "IX_Courses_DepartmentId",
                table: "Courses");

            migrationBuilder.DropIndex(
                name: "IX_Courses_SharedWithId",
                table: "Courses");

            migrationBuilder.DropColumn(
                name: "CopyOfId",
                table: "Videos");

            migrationBuilder.DropColumn(
                name: "IsEdited",
                table: "Terms");

            migrationBuilder.DropColumn(
                name: "MatchesDate",
                table: "Terms");

            migrationBuilder.DropColumn(
                name: "Pattern",
                table: "Terms");

            migrationBuilder.DropColumn(
                name: "IsWholeCourse",
                table: "Sections");

            migrationBuilder.DropColumn(
                name: "ReviewLinkId",
                table: "Launches");

            migrationBuilder.DropColumn(
                name: "ReviewPersonId",
                table: "Launches");

            migrationBuilder.DropColumn(
                name: "SectionsUnknown",
                table: "Launches");

            migrationBuilder.DropColumn(
                name: "CopyOfId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "MergedFromId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "DepartmentId",
                table: "Courses");

            migrationBuilder.DropColumn(
                name: "SharedWithId",
                table: "Courses");

            migrationBuilder.DropColumn(
                name: "SourcedId",
                table: "Courses");

            migrationBuilder.DropColumn(
                name: "TeachersAskedAt",
                table: "Courses");
        }
    }
}
