using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class FollowTimetables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ClashesWithId",
                table: "Bookings",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EventText",
                table: "Bookings",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EventUid",
                table: "Bookings",
                type: "varchar(43)",
                unicode: false,
                maxLength: 43,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<Guid>(
                name: "TimetableId",
                table: "Bookings",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Timetables",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RoomId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Address = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Property = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Pattern = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Publish = table.Column<string>(type: "varchar(24)", unicode: false, maxLength: 24, nullable: false),
                    PublishHours = table.Column<int>(type: "int", nullable: true),
                    NextAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    WholeAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ETag = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Modified = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Fault = table.Column<string>(type: "varchar(24)", unicode: false, maxLength: 24, nullable: true),
                    FaultDetail = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    FaultSince = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    DoubtSince = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Missing = table.Column<int>(type: "int", nullable: false),
                    Events = table.Column<int>(type: "int", nullable: false),
                    AllDay = table.Column<int>(type: "int", nullable: false),
                    Unreadable = table.Column<int>(type: "int", nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Timetables", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Timetables_Rooms_RoomId",
                        column: x => x.RoomId,
                        principalTable: "Rooms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_TimetableId_EventUid_RecurrenceId",
                table: "Bookings",
                columns: new[] { "TimetableId", "EventUid", "RecurrenceId" });

            migrationBuilder.CreateIndex(
                name: "IX_Timetables_NextAt",
                table: "Timetables",
                column: "NextAt");

            migrationBuilder.CreateIndex(
                name: "IX_Timetables_RoomId",
                table: "Timetables",
                column: "RoomId");

            migrationBuilder.AddForeignKey(
                name: "FK_Bookings_Timetables_TimetableId",
                table: "Bookings",
                column: "TimetableId",
                principalTable: "Timetables",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Bookings_Timetables_TimetableId",
                table: "Bookings");

            migrationBuilder.DropTable(
                name: "Timetables");

            migrationBuilder.DropIndex(
                name: "IX_Bookings_TimetableId_EventUid_RecurrenceId",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "ClashesWithId",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "EventText",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "EventUid",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "TimetableId",
                table: "Bookings");
        }
    }
}
