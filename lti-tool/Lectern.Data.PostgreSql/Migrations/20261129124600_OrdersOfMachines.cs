using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class OrdersOfMachines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "DeviceId",
                table: "RoomOrders",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Waits",
                table: "RoomOrders",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_RoomOrders_DeviceId",
                table: "RoomOrders",
                column: "DeviceId");

            migrationBuilder.AddForeignKey(
                name: "FK_RoomOrders_Devices_DeviceId",
                table: "RoomOrders",
                column: "DeviceId",
                principalTable: "Devices",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_RoomOrders_Devices_DeviceId",
                table: "RoomOrders");

            migrationBuilder.DropIndex(
                name: "IX_RoomOrders_DeviceId",
                table: "RoomOrders");

            migrationBuilder.DropColumn(
                name: "DeviceId",
                table: "RoomOrders");

            migrationBuilder.DropColumn(
                name: "Waits",
                table: "RoomOrders");
        }
    }
}
