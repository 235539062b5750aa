using Microsoft.EntityFrameworkCore.Migrations;

namespace GradingService.Infrastructure.Persistence.Postgres.Migrations;

/// <summary>Takes the newest grade and the idempotency key into the submission's row.</summary>
public partial class WholeRows : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE "Submissions"
            ADD COLUMN "GradedAt" bigint NULL,
            ADD COLUMN "IdempotencyScope" text COLLATE "C" NULL,
            ADD COLUMN "IdempotencyKey" text COLLATE "C" NULL,
            ADD COLUMN "BodyHash" text COLLATE "C" NULL,
            ADD COLUMN "Marks" text COLLATE "C" NULL;
        UPDATE "Submissions" AS s
        SET "GradedAt" = g."GradedAt", "Marks" = g."Marks", "IdempotencyScope" = k."Scope", "IdempotencyKey" = k."Key", "BodyHash" = k."BodyHash"
        FROM "Grades" AS g LEFT JOIN "IdempotencyKeys" AS k USING ("SubmissionPlace")
        WHERE g."SubmissionPlace" = s."Place" AND g."Id" IN (SELECT MAX("Id") FROM "Grades" GROUP BY "SubmissionPlace");
        ALTER TABLE "Submissions" ALTER COLUMN "GradedAt" SET NOT NULL, ALTER COLUMN "Marks" SET NOT NULL;
        CREATE UNIQUE INDEX "IX_Submissions_IdempotencyScope_IdempotencyKey" ON "Submissions" ("IdempotencyScope", "IdempotencyKey")
            WHERE "IdempotencyKey" IS NOT NULL;
        DROP TABLE "IdempotencyKeys";

        DELETE FROM "Grades" WHERE "Id" IN (SELECT MAX("Id") FROM "Grades" GROUP BY "SubmissionPlace");
        ALTER TABLE "Grades" RENAME TO "EarlierGrades";
        ALTER TABLE "EarlierGrades" RENAME CONSTRAINT "PK_Grades" TO "PK_EarlierGrades";
        ALTER TABLE "EarlierGrades" RENAME CONSTRAINT "FK_Grades_Submissions_SubmissionPlace" TO "FK_EarlierGrades_Submissions_SubmissionPlace";
        ALTER INDEX "IX_Grades_SubmissionPlace_Id" RENAME TO "IX_EarlierGrades_SubmissionPlace_Id";
        """);

    /// <exception cref="NotSupportedException">Always: the way back is the backup.</exception>
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The way back is a backup made before.");
}
