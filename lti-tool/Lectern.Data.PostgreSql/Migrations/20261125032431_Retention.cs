using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.PostgreSql.Migrations
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
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "DeepLinkingFacts",
                table: "Launches",
                type: "character varying(393216)",
                maxLength: 393216,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(16000)",
                oldMaxLength: 16000,
                oldNullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kills",
                table: "Jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "ClaimId",
                table: "Invitations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ClaimedUntil",
                table: "Invitations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemovedAt",
                table: "FrameOrigins",
                type: "timestamp with time zone",
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "DeepLinkingFacts",
                table: "Launches",
                type: "character varying(16000)",
                maxLength: 16000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(393216)",
                oldMaxLength: 393216,
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Locale",
                table: "Launches",
                type: "character varying(35)",
                maxLength: 35,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReturnUrl",
                table: "Launches",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResourceLinks_VideoId",
                table: "ResourceLinks",
                column: "VideoId");
        }
    }
}
