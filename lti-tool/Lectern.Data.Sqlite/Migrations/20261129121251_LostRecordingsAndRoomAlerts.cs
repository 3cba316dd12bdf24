using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.Sqlite.Migrations
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
                type: "TEXT",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "AlertsGoThereAlone",
                table: "Rooms",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "GivenUpAt",
                table: "Recordings",
                type: "INTEGER",
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
