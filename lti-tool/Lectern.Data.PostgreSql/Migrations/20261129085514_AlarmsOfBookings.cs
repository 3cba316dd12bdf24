using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AlarmsOfBookings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_RoomAlarms_RoomId_Kind_Source",
                table: "RoomAlarms");

            migrationBuilder.AddColumn<Guid>(
                name: "BookingId",
                table: "RoomAlarms",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "IX_RoomAlarms_RoomId_Kind_Source_BookingId",
                table: "RoomAlarms",
                columns: new[] { "RoomId", "Kind", "Source", "BookingId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_RoomAlarms_RoomId_Kind_Source_BookingId",
                table: "RoomAlarms");

            migrationBuilder.DropColumn(
                name: "BookingId",
                table: "RoomAlarms");

            migrationBuilder.CreateIndex(
                name: "IX_RoomAlarms_RoomId_Kind_Source",
                table: "RoomAlarms",
                columns: new[] { "RoomId", "Kind", "Source" },
                unique: true);
        }
    }
}
