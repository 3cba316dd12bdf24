using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NoticeHandler : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "NoticeHandler",
                table: "Deployments",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "NoticeHandler",
                table: "Deployments");
        }
    }
}
