using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class HeardRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Runs",
                table: "Devices",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Runs",
                table: "Devices");
        }
    }
}
