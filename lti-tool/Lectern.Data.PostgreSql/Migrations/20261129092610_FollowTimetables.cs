using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.PostgreSql.Migrations
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EventText",
                table: "Bookings",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EventUid",
                table: "Bookings",
                type: "character varying(43)",
                unicode: false,
                maxLength: 43,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TimetableId",
                table: "Bookings",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Timetables",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RoomId = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Property = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Pattern = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Publish = table.Column<string>(type: "character varying(24)", unicode: false, maxLength: 24, nullable: false),
                    PublishHours = table.Column<int>(type: "integer", nullable: true),
                    NextAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WholeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ETag = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Modified = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Fault = table.Column<string>(type: "character varying(24)", unicode: false, maxLength: 24, nullable: true),
                    FaultDetail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    FaultSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DoubtSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Missing = table.Column<int>(type: "integer", nullable: false),
                    Events = table.Column<int>(type: "integer", nullable: false),
                    AllDay = table.Column<int>(type: "integer", nullable: false),
                    Unreadable = table.Column<int>(type: "integer", nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
