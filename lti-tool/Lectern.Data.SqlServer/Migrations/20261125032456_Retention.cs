using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.SqlServer.Migrations
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

            migrationBuilder.DropColumn(
                name: "VideoId",
                table: "ResourceLinks");

            migrationBuilder.DropColumn(
                name: "Locale",
                table: "Launches");

            migrationBuilder.DropColumn(
                name: "ReturnUrl",
                table: "Launches");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PurgeBegunAt",
                table: "Videos",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kills",
                table: "Jobs",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "ClaimId",
                table: "Invitations",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ClaimedUntil",
                table: "Invitations",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemovedAt",
                table: "FrameOrigins",
                type: "datetimeoffset",
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
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Locale",
                table: "Launches",
                type: "nvarchar(35)",
                maxLength: 35,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReturnUrl",
                table: "Launches",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResourceLinks_VideoId",
                table: "ResourceLinks",
                column: "VideoId");
        }
    }
}
