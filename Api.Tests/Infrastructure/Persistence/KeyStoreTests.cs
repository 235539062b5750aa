using System.Data.Common;
using System.Text.RegularExpressions;
using GradingService.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GradingService.Tests.Infrastructure.Persistence;

public sealed class KeyStoreTestsOnSqlite() : KeyStoreTests(Database.Sqlite);

public sealed class KeyStoreTestsOnPostgres() : KeyStoreTests(Database.Postgres);

/// <summary>One body for every database.</summary>
public abstract partial class KeyStoreTests(Database database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_key_is_known_by_its_secret_at_once()
    {
        await using var at = await TemporaryStore.Open(database);
        var (key, secret) = await at.Keys.Create("Ćosić", Role.Student, "0036500001", Cancellation);

        Assert.Matches(Secret(), secret);
        Assert.Equal(key, await at.Keys.FindBySecret(secret, Cancellation));
        Assert.Equal(key, await at.Keys.FindBySecret(secret, Cancellation));
        Assert.Equal(("Ćosić", Role.Student, "0036500001", null), (key.Label, key.Role, key.StudentId, key.RevokedAt));
    }

    [Fact]
    public async Task The_database_holds_no_secret()
    {
        await using var at = await TemporaryStore.Open(database);
        var (_, secret) = await at.Keys.Create("portal", Role.Portal, null, Cancellation);
        await using var context = await at.Contexts.CreateDbContextAsync(Cancellation);
        var row = await context.Keys.SingleAsync(Cancellation);

        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret));
        Assert.Equal(Convert.ToHexString(hash), row.SecretHash);
        Assert.DoesNotContain(secret, string.Join('|', row.Id, row.Label, row.SecretHash), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gs_")]
    [InlineData("demo-admin")]
    [InlineData("gs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_secret_finds_no_key(string text)
    {
        await using var at = await TemporaryStore.Open(database);
        await at.Keys.Create("admin", Role.Admin, null, Cancellation);
        Assert.Null(await at.Keys.FindBySecret(text, Cancellation));
    }

    [Fact]
    public async Task A_revoked_key_is_unknown_at_once_and_stays_in_the_list()
    {
        await using var at = await TemporaryStore.Open(database);
        var (first, secret) = await at.Keys.Create("first", Role.Instructor, null, Cancellation);
        var (second, other) = await at.Keys.Create("second", Role.Admin, null, Cancellation);
        Assert.NotNull(await at.Keys.FindBySecret(secret, Cancellation));

        Assert.True(await at.Keys.Revoke(first.Id, Cancellation));
        Assert.Null(await at.Keys.FindBySecret(secret, Cancellation));
        Assert.NotNull(await at.Keys.FindBySecret(other, Cancellation));
        Assert.False(await at.Keys.Revoke(first.Id, Cancellation));
        Assert.False(await at.Keys.Revoke(Guid.CreateVersion7(), Cancellation));

        var keys = await at.Keys.List(Cancellation);
        Assert.Equal([first.Id, second.Id], keys.Select(key => key.Id));
        Assert.Equal([true, false], keys.Select(key => key.RevokedAt is not null));
    }

    [Fact]
    public async Task Admins_who_revoke_each_other_at_once_leave_one()
    {
        await using var at = await TemporaryStore.Open(database);
        await at.Keys.Create("portal", Role.Portal, null, Cancellation);
        for (var round = 0; round < 5; round++)
        {
            var admins = new List<Guid>();
            for (var i = 0; i < 2; i++) admins.Add((await at.Keys.Create($"admin {i}", Role.Admin, null, Cancellation)).Key.Id);
            var outcomes = await Task.WhenAll(admins.Select(id => Task.Run(() => at.Keys.Revoke(id, keepsAdmin: true, Cancellation))));
            Assert.Equal([Revocation.Revoked, Revocation.LastAdmin], outcomes.Order());
            Assert.True(await at.Keys.Revoke(admins[Array.IndexOf(outcomes, Revocation.LastAdmin)], Cancellation));
        }
    }

    [Fact]
    public async Task A_key_that_another_process_revokes_is_refused_within_seconds()
    {
        var time = new ManualTime();
        await using var at = await TemporaryStore.Open(database, time: time);
        await using var another = await TemporaryStore.Open(database, beside: at);
        var (key, secret) = await at.Keys.Create("portal", Role.Portal, null, Cancellation);
        Assert.NotNull(await another.Keys.FindBySecret(secret, Cancellation));
        Assert.NotNull(await at.Keys.FindBySecret(secret, Cancellation));

        await another.Keys.Revoke(key.Id, Cancellation);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await at.Keys.FindBySecret(secret, Cancellation));
    }

    [Fact]
    public async Task A_known_key_is_recognised_without_the_database()
    {
        await using var at = await TemporaryStore.Open(database, time: new ManualTime());
        var (key, secret) = await at.Keys.Create("portal", Role.Portal, null, Cancellation);
        await at.Keys.FindBySecret(secret, Cancellation);

        var lookup = at.Keys.FindBySecret(secret, Cancellation);
        Assert.True(lookup.IsCompletedSuccessfully);
        Assert.Equal(key, await lookup);
    }

    [Fact]
    public async Task A_key_that_is_revoked_while_it_is_looked_up_is_not_remembered()
    {
        await using var at = await TemporaryStore.Open(database);
        var pause = new PauseAfterReading();
        var keys = new KeyStore(at.WithInterceptor(pause), TimeProvider.System);
        var (key, secret) = await at.Keys.Create("portal", Role.Portal, null, Cancellation);

        var lookup = keys.FindBySecret(secret, Cancellation).AsTask();
        await pause.Reached.Task;
        Assert.True(await keys.Revoke(key.Id, Cancellation));
        pause.GoOn.SetResult();
        await lookup;

        Assert.Null(await keys.FindBySecret(secret, Cancellation));
    }

    [Theory]
    [InlineData(Role.Student, null)]
    [InlineData(Role.Portal, "0036500001")]
    [InlineData(Role.Admin, "0036500001")]
    public async Task Only_a_students_key_belongs_to_a_student(Role role, string? student)
    {
        await using var at = await TemporaryStore.Open(database);
        await Assert.ThrowsAsync<ArgumentException>(() => at.Keys.Create("key", role, student, Cancellation));
        Assert.Empty(await at.Keys.List(Cancellation));
    }

    [Fact]
    public async Task A_key_is_made_while_submissions_pour_in()
    {
        await using var at = await TemporaryStore.Open(database);
        using var enough = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested) await at.Append(Sample.Submission($"s{caller}"));
        })).ToList();
        var (_, secret) = await at.Keys.Create("admin", Role.Admin, null, Cancellation);
        await enough.CancelAsync();
        await Task.WhenAll(callers);
        Assert.NotNull(await at.Keys.FindBySecret(secret, Cancellation));
    }

    [GeneratedRegex("^gs_[A-Za-z0-9_-]{43}$")]
    private static partial Regex Secret();

    /// <summary>Stops the first query when the database has read its row.</summary>
    private sealed class PauseAfterReading : DbCommandInterceptor
    {
        public TaskCompletionSource Reached { get; } = new();
        public TaskCompletionSource GoOn { get; } = new();

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            Reached.TrySetResult();
            await GoOn.Task;
            return result;
        }
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks = Sample.Noon.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => _ticks;
        public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);
        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
