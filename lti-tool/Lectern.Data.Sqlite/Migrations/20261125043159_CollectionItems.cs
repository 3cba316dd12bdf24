using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lectern.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CollectionItems : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CopyPolicy",
                table: "Platforms",
                type: "TEXT",
                unicode: false,
                maxLength: 24,
                nullable: false,
                defaultValue: "Reference");

            migrationBuilder.AddColumn<string>(
                name: "CopyPolicy",
                table: "Courses",
                type: "TEXT",
                unicode: false,
                maxLength: 24,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CopyRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VideoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CollectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsAllowed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CopyRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CopyRequests_Collections_CollectionId",
                        column: x => x.CollectionId,
                        principalTable: "Collections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CopyRequests_People_DecidedById",
                        column: x => x.DecidedById,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CopyRequests_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CopyRequests_Videos_VideoId",
                        column: x => x.VideoId,
                        principalTable: "Videos",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CourseOrigins",
                columns: table => new
                {
                    PlatformId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContextId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 255, nullable: false),
                    OriginContextId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 255, nullable: false),
                    Source = table.Column<string>(type: "TEXT", unicode: false, maxLength: 24, nullable: false),
                    LearnedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CourseOrigins", x => new { x.PlatformId, x.ContextId, x.OriginContextId });
                    table.ForeignKey(
                        name: "FK_CourseOrigins_Platforms_PlatformId",
                        column: x => x.PlatformId,
                        principalTable: "Platforms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Items",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CollectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VideoId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Visibility = table.Column<string>(type: "TEXT", unicode: false, maxLength: 24, nullable: false),
                    PublishWhenCaptioned = table.Column<bool>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AvailableFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    AvailableUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    ForSections = table.Column<bool>(type: "INTEGER", nullable: false),
                    CopiedFromId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Items", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Items_Collections_CollectionId",
                        column: x => x.CollectionId,
                        principalTable: "Collections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Items_Courses_CopiedFromId",
                        column: x => x.CopiedFromId,
                        principalTable: "Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Items_Videos_VideoId",
                        column: x => x.VideoId,
                        principalTable: "Videos",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ItemSections",
                columns: table => new
                {
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AvailableFrom = table.Column<long>(type: "INTEGER", nullable: true),
                    AvailableUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemSections", x => new { x.ItemId, x.SectionId });
                    table.ForeignKey(
                        name: "FK_ItemSections_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ItemSections_Sections_SectionId",
                        column: x => x.SectionId,
                        principalTable: "Sections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CopyRequests_CollectionId",
                table: "CopyRequests",
                column: "CollectionId");

            migrationBuilder.CreateIndex(
                name: "IX_CopyRequests_DecidedById",
                table: "CopyRequests",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_CopyRequests_PersonId",
                table: "CopyRequests",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_CopyRequests_VideoId_CollectionId",
                table: "CopyRequests",
                columns: new[] { "VideoId", "CollectionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Items_CollectionId_RemovedAt_AddedAt",
                table: "Items",
                columns: new[] { "CollectionId", "RemovedAt", "AddedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Items_CollectionId_VideoId",
                table: "Items",
                columns: new[] { "CollectionId", "VideoId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Items_CopiedFromId",
                table: "Items",
                column: "CopiedFromId");

            migrationBuilder.CreateIndex(
                name: "IX_Items_VideoId",
                table: "Items",
                column: "VideoId");

            migrationBuilder.CreateIndex(
                name: "IX_ItemSections_SectionId",
                table: "ItemSections",
                column: "SectionId");

            // Every video has its place in the collection it was made in.
            migrationBuilder.Sql("""
                INSERT INTO "Items" ("Id", "CollectionId", "VideoId", "Visibility", "PublishWhenCaptioned", "PublishedAt", "ForSections", "AddedAt", "RemovedAt", "Version")
                SELECT "Id", "CollectionId", "Id", "Visibility", "PublishWhenCaptioned", "PublishedAt", 0, "CreatedAt", "DeletedAt", "Version" FROM "Videos"
                """);

            // SQLite drops columns itself; EF Core would copy the whole table, and a kill in the middle would leave both.
            migrationBuilder.Sql("ALTER TABLE \"Videos\" DROP COLUMN \"PublishWhenCaptioned\"");

            migrationBuilder.Sql("ALTER TABLE \"Videos\" DROP COLUMN \"PublishedAt\"");

            migrationBuilder.Sql("ALTER TABLE \"Videos\" DROP COLUMN \"Visibility\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CopyRequests");

            migrationBuilder.DropTable(
                name: "CourseOrigins");

            migrationBuilder.DropTable(
                name: "ItemSections");

            migrationBuilder.DropTable(
                name: "Items");

            migrationBuilder.DropColumn(
                name: "CopyPolicy",
                table: "Platforms");

            migrationBuilder.DropColumn(
                name: "CopyPolicy",
                table: "Courses");

            migrationBuilder.AddColumn<bool>(
                name: "PublishWhenCaptioned",
                table: "Videos",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "PublishedAt",
                table: "Videos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Visibility",
                table: "Videos",
                type: "TEXT",
                unicode: false,
                maxLength: 24,
                nullable: false,
                defaultValue: "");
        }
    }
}
