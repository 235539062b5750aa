using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace GradingService.Infrastructure.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ExamVersions",
                columns: table => new
                {
                    Version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExamId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KeptAt = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExamVersions", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "Keys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false),
                    StudentId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SecretHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Submissions",
                columns: table => new
                {
                    Place = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ExamId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExamVersion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    QuestionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StudentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StudentName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    SubmittedAt = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    Points = table.Column<string>(type: "text", nullable: false),
                    MaxPoints = table.Column<string>(type: "text", nullable: false),
                    Answers = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Submissions", x => x.Place);
                });

            migrationBuilder.CreateTable(
                name: "Grades",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SubmissionPlace = table.Column<long>(type: "bigint", nullable: false),
                    GradedAt = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    Points = table.Column<string>(type: "text", nullable: false),
                    MaxPoints = table.Column<string>(type: "text", nullable: false),
                    Marks = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Grades", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Grades_Submissions_SubmissionPlace",
                        column: x => x.SubmissionPlace,
                        principalTable: "Submissions",
                        principalColumn: "Place",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyKeys",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BodyHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubmissionPlace = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyKeys", x => new { x.Scope, x.Key });
                    table.ForeignKey(
                        name: "FK_IdempotencyKeys_Submissions_SubmissionPlace",
                        column: x => x.SubmissionPlace,
                        principalTable: "Submissions",
                        principalColumn: "Place",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Grades_SubmissionPlace_Id",
                table: "Grades",
                columns: new[] { "SubmissionPlace", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Keys_SecretHash",
                table: "Keys",
                column: "SecretHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_ExamId_Place_SubmittedAt",
                table: "Submissions",
                columns: new[] { "ExamId", "Place", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_ExamId_QuestionId_Place_SubmittedAt",
                table: "Submissions",
                columns: new[] { "ExamId", "QuestionId", "Place", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_ExamId_StudentId_QuestionId_Attempt",
                table: "Submissions",
                columns: new[] { "ExamId", "StudentId", "QuestionId", "Attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_Id",
                table: "Submissions",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_Pending",
                table: "Submissions",
                columns: new[] { "ExamId", "Place" },
                filter: "\"Status\" = 'Pending'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExamVersions");

            migrationBuilder.DropTable(
                name: "Grades");

            migrationBuilder.DropTable(
                name: "IdempotencyKeys");

            migrationBuilder.DropTable(
                name: "Keys");

            migrationBuilder.DropTable(
                name: "Submissions");
        }
    }
}
