using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SpareSound : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "SpareSoundSeconds",
                table: "Recordings",
                type: "float",
                nullable: false,
                defaultValue: 0.0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SpareSoundSeconds",
                table: "Recordings");
        }
    }
}
