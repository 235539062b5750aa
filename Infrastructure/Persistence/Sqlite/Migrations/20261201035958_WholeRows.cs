using Microsoft.EntityFrameworkCore.Migrations;

namespace GradingService.Infrastructure.Persistence.Sqlite.Migrations;

/// <summary>Takes the newest grade and the idempotency key into the submission's row.</summary>
/// <remarks>In one transaction, which a migration that rebuilds tables by EF isn't: whatever ends it, the database is as before or as after.</remarks>
public partial class WholeRows : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE "NewSubmissions" (
            "Place" INTEGER NOT NULL CONSTRAINT "PK_Submissions" PRIMARY KEY,
            "Id" TEXT NOT NULL,
            "ExamId" TEXT NOT NULL,
            "ExamVersion" TEXT NOT NULL,
            "QuestionId" TEXT NOT NULL,
            "StudentId" TEXT NOT NULL,
            "StudentName" TEXT NULL,
            "Attempt" INTEGER NOT NULL,
            "SubmittedAt" INTEGER NOT NULL,
            "GradedAt" INTEGER NOT NULL,
            "Status" TEXT NOT NULL,
            "Points" TEXT NOT NULL,
            "MaxPoints" TEXT NOT NULL,
            "IdempotencyScope" TEXT NULL,
            "IdempotencyKey" TEXT NULL,
            "BodyHash" TEXT NULL,
            "Answers" TEXT NOT NULL,
            "Marks" TEXT NOT NULL
        );
        CREATE INDEX "OfSubmissions" ON "IdempotencyKeys" ("SubmissionPlace");
        INSERT INTO "NewSubmissions"
        SELECT s."Place", s."Id", s."ExamId", s."ExamVersion", s."QuestionId", s."StudentId", s."StudentName", s."Attempt", s."SubmittedAt",
            g."GradedAt", s."Status", s."Points", s."MaxPoints", k."Scope", k."Key", k."BodyHash", s."Answers", g."Marks"
        FROM "Submissions" AS s
        JOIN "Grades" AS g ON g."Id" = (SELECT MAX("Id") FROM "Grades" WHERE "SubmissionPlace" = s."Place")
        LEFT JOIN "IdempotencyKeys" AS k ON k."SubmissionPlace" = s."Place"
        ORDER BY s."Place";

        CREATE TABLE "EarlierGrades" (
            "Id" INTEGER NOT NULL CONSTRAINT "PK_EarlierGrades" PRIMARY KEY AUTOINCREMENT,
            "SubmissionPlace" INTEGER NOT NULL,
            "GradedAt" INTEGER NOT NULL,
            "Status" TEXT NOT NULL,
            "Points" TEXT NOT NULL,
            "MaxPoints" TEXT NOT NULL,
            "Marks" TEXT NOT NULL,
            CONSTRAINT "FK_EarlierGrades_Submissions_SubmissionPlace" FOREIGN KEY ("SubmissionPlace") REFERENCES "NewSubmissions" ("Place") ON DELETE RESTRICT
        );
        INSERT INTO "EarlierGrades"
        SELECT "Id", "SubmissionPlace", "GradedAt", "Status", "Points", "MaxPoints", "Marks" FROM "Grades" AS g
        WHERE "Id" < (SELECT MAX("Id") FROM "Grades" WHERE "SubmissionPlace" = g."SubmissionPlace")
        ORDER BY "Id";

        DROP TABLE "IdempotencyKeys";
        DROP TABLE "Grades";
        DROP TABLE "Submissions";
        ALTER TABLE "NewSubmissions" RENAME TO "Submissions";

        CREATE INDEX "IX_EarlierGrades_SubmissionPlace_Id" ON "EarlierGrades" ("SubmissionPlace", "Id");
        CREATE UNIQUE INDEX "IX_Submissions_Id" ON "Submissions" ("Id");
        CREATE UNIQUE INDEX "IX_Submissions_IdempotencyScope_IdempotencyKey" ON "Submissions" ("IdempotencyScope", "IdempotencyKey")
            WHERE "IdempotencyKey" IS NOT NULL;
        CREATE UNIQUE INDEX "IX_Submissions_ExamId_StudentId_QuestionId_Attempt" ON "Submissions" ("ExamId", "StudentId", "QuestionId", "Attempt");
        CREATE INDEX "IX_Submissions_ExamId_Place_SubmittedAt" ON "Submissions" ("ExamId", "Place", "SubmittedAt");
        CREATE INDEX "IX_Submissions_ExamId_QuestionId_Place_SubmittedAt" ON "Submissions" ("ExamId", "QuestionId", "Place", "SubmittedAt");
        CREATE INDEX "IX_Submissions_Pending" ON "Submissions" ("ExamId", "Place") WHERE "Status" = 'Pending';
        """);

    /// <exception cref="NotSupportedException">Always: the way back is the backup.</exception>
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The way back is a backup made before.");
}
