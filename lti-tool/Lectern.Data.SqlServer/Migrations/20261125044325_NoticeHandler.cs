using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.SqlServer.Migrations
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
                type: "nvarchar(2000)",
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
