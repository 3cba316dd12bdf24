using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddStandbyDevices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsStandby",
                table: "EnrolmentCodes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsStandby",
                table: "Devices",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "IsStandby",
                table: "EnrolmentCodes");

            migrationBuilder.DropColumn(
                name: "IsStandby",
                table: "Devices");
        }
    }
}
