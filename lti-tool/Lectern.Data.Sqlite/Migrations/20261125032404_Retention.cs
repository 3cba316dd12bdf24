using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ResourceLinks_VideoId",
                table: "ResourceLinks");

            // SQLite drops columns itself; EF Core would copy the whole table, and a kill in the middle would leave both.
            migrationBuilder.Sql("ALTER TABLE \"ResourceLinks\" DROP COLUMN \"VideoId\"");

            migrationBuilder.Sql("ALTER TABLE \"Launches\" DROP COLUMN \"Locale\"");

            migrationBuilder.Sql("ALTER TABLE \"Launches\" DROP COLUMN \"ReturnUrl\"");

            migrationBuilder.AddColumn<long>(
                name: "PurgeBegunAt",
                table: "Videos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kills",
                table: "Jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "ClaimId",
                table: "Invitations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClaimedUntil",
                table: "Invitations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemovedAt",
                table: "FrameOrigins",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PurgeBegunAt",
                table: "Videos");

            migrationBuilder.DropColumn(
                name: "Kills",
                table: "Jobs");

            migrationBuilder.DropColumn(
                name: "ClaimId",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "ClaimedUntil",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "FrameOrigins");

            migrationBuilder.AddColumn<Guid>(
                name: "VideoId",
                table: "ResourceLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Locale",
                table: "Launches",
                type: "TEXT",
                maxLength: 35,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReturnUrl",
                table: "Launches",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResourceLinks_VideoId",
                table: "ResourceLinks",
                column: "VideoId");
        }
    }
}
