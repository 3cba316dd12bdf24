using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class BoxInputs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Inputs",
                table: "Devices",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Inputs",
                table: "Devices");
        }
    }
}
