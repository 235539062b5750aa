using System.Data.Common;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Serilog;

namespace GradingService.Bench;

/// <summary>What the service could reach at most: the same packages, the same kind of endpoint and the same idea of one writer, but marks that cost nothing.</summary>
internal static class Ceiling
{
    private static readonly string Marks = JsonSerializer.Serialize(Enumerable.Range(0, 12).Select(i => new { id = $"item{i}", verdict = "correct", points = 0.8333, maxPoints = 0.8333, understood = new[] { 4, 4, 4, 4 } }));

    public static async Task Serve(int port, string file)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSerilog(log => log.MinimumLevel.Warning().WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture));
        builder.Services.AddEndpointsApiExplorer().AddSwaggerGen();
        builder.Services.AddDbContextFactory<Rows>(options => options.UseSqlite($"Data Source={file}"));
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        await using (var rows = await app.Services.GetRequiredService<IDbContextFactory<Rows>>().CreateDbContextAsync()) await rows.Database.EnsureCreatedAsync();
        var writer = new Writer(file);
        app.UseSwagger();
        app.MapGet("/health/ready", () => "ready");
        app.MapPost("/api/v1/exams/{exam}/questions/{question}/submissions", async (string question, HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var (id, student) = (Guid.CreateVersion7(), body.RootElement.GetProperty("studentId").GetString()!);
            await writer.Write(new Row { Id = id, Key = context.Request.Headers["Idempotency-Key"].ToString(), Question = question, Student = student, Answers = body.RootElement.GetProperty("answers").GetRawText() });
            context.Response.StatusCode = 201;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($$"""{"id":"{{id}}","studentId":"{{student}}","status":"graded","points":10,"maxPoints":10,"parts":{{Marks}}}""");
        });
        await app.RunAsync();
    }

    /// <summary>One thread; a transaction is whatever queued during the last commit; a write returns after its commit.</summary>
    private sealed class Writer
    {
        private readonly Channel<(Row Row, TaskCompletionSource Done)> _queue = Channel.CreateBounded<(Row, TaskCompletionSource)>(4096);

        public Writer(string file) => new Thread(() => Run(file).GetAwaiter().GetResult()) { IsBackground = true }.Start();

        public async Task Write(Row row)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _queue.Writer.WriteAsync((row, done));
            await done.Task;
        }

        private async Task Run(string file)
        {
            await using var connection = new SqliteConnection($"Data Source={file}");
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            using var insert = connection.CreateCommand();
            insert.CommandText = """INSERT INTO "Row" ("Id", "Key", "Question", "Student", "Answers", "Marks") VALUES ($0, $1, $2, $3, $4, $5)""";
            for (var i = 0; i < 6; i++) insert.Parameters.Add(new SqliteParameter($"${i}", SqliteType.Text));
            var batch = new List<TaskCompletionSource>();
            while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                using (var transaction = connection.BeginTransaction())
                {
                    insert.Transaction = transaction;
                    // As the service does: whoever is about to write gets a turn first.
                    for (var before = -1; batch.Count > before; Thread.Yield())
                    {
                        before = batch.Count;
                        while (batch.Count < 4096 && _queue.Reader.TryRead(out var write))
                        {
                            Bind(insert.Parameters, write.Row);
                            insert.ExecuteNonQuery();
                            batch.Add(write.Done);
                        }
                    }
                    transaction.Commit();
                }
                foreach (var done in batch) done.SetResult();
                batch.Clear();
            }
        }

        private static void Bind(SqliteParameterCollection parameters, Row row) =>
            (parameters[0].Value, parameters[1].Value, parameters[2].Value, parameters[3].Value, parameters[4].Value, parameters[5].Value) =
                (row.Id.ToString(), row.Key, row.Question, row.Student, row.Answers, Marks);

        private static void Execute(DbConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    private sealed class Rows(DbContextOptions<Rows> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Row>().HasIndex(row => row.Key).IsUnique();
    }

    private sealed class Row
    {
        public Guid Id { get; set; }
        public string Key { get; set; } = "";
        public string Question { get; set; } = "";
        public string Student { get; set; } = "";
        public string Answers { get; set; } = "";
        public string Marks { get; set; } = "";
    }
}
