using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Telling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndToldAt",
                table: "RoomAlarms",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ToldAt",
                table: "Recordings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AlertSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    MailTo = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    HookUrl = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    HookSecret = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    TellsLecturers = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Way = table.Column<string>(type: "character varying(24)", unicode: false, maxLength: 24, nullable: false),
                    To = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Subject = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Body = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Problem = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutgoingMessages_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMessages_PersonId",
                table: "OutgoingMessages",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMessages_SentAt_DueAt",
                table: "OutgoingMessages",
                columns: new[] { "SentAt", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AlertSettings");

            migrationBuilder.DropTable(
                name: "OutgoingMessages");

            migrationBuilder.DropColumn(
                name: "EndToldAt",
                table: "RoomAlarms");

            migrationBuilder.DropColumn(
                name: "ToldAt",
                table: "Recordings");
        }
    }
}
