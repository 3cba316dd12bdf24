using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class RemoveRooms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Rooms_Building_Name",
                table: "Rooms");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemovedAt",
                table: "Rooms",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Rooms_Building_Name",
                table: "Rooms",
                columns: new[] { "Building", "Name" },
                unique: true,
                filter: "\"RemovedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Rooms_Building_Name",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "Rooms");

            migrationBuilder.CreateIndex(
                name: "IX_Rooms_Building_Name",
                table: "Rooms",
                columns: new[] { "Building", "Name" },
                unique: true);
        }
    }
}
