using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class LostRecordingsAndRoomAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AlertMailTo",
                table: "Rooms",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "AlertsGoThereAlone",
                table: "Rooms",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "GivenUpAt",
                table: "Recordings",
                type: "datetimeoffset",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AlertMailTo",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "AlertsGoThereAlone",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "GivenUpAt",
                table: "Recordings");
        }
    }
}
