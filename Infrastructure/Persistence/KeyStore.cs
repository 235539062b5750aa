using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace GradingService.Infrastructure.Persistence;

/// <summary>Makes, lists, revokes and recognises API keys. What this process changes holds at once; what another one changes, within seconds.</summary>
public sealed class KeyStore(IDbContextFactory<GradingContext> contexts, TimeProvider time)
{
    private const string Prefix = "gs_";
    private const int SecretBytes = 32;
    private const int MostTries = 5;
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(3);

    // By their secrets, since a hash of each request's would cost more than all the rest of this. Only keys that exist are remembered, so that guessing
    // fills no memory.
    private readonly ConcurrentDictionary<string, Known> _known = new();
    private readonly Lock _changing = new();
    private long _changes;

    /// <summary>Makes a key; its secret is returned here and never again.</summary>
    /// <exception cref="ArgumentException">A student's key without a student, or another's with one.</exception>
    public async Task<(ApiKey Key, string Secret)> Create(string label, Role role, string? studentId, CancellationToken cancellation)
    {
        if (role == Role.Student != studentId is not null)
            throw new ArgumentException("A student's key belongs to one student, every other key to none.", nameof(studentId));
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var row = new KeyRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Label = label,
            Role = role,
            StudentId = studentId,
            SecretHash = HashOf(secret),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
        };
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.Keys.Add(row);
        await context.SaveChangesAsync(cancellation);
        return (KeyOf(row), secret);
    }

    /// <summary>Every key, the revoked ones too, oldest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> List(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Keys.AsNoTracking().OrderBy(key => key.CreatedAt).ThenBy(key => key.Id).ToListAsync(cancellation);
        return rows.ConvertAll(KeyOf);
    }

    /// <summary>Revokes a key, whichever it is; false where there is none, or it was revoked before.</summary>
    public async Task<bool> Revoke(Guid id, CancellationToken cancellation) => await Revoke(id, keepsAdmin: false, cancellation) == Revocation.Revoked;

    /// <summary>Revokes a key.</summary>
    /// <param name="keepsAdmin">Whether the last admin's key stays, also where admins revoke each other's at the same time.</param>
    public async Task<Revocation> Revoke(Guid id, bool keepsAdmin, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryRevoke(id, keepsAdmin, cancellation);
            }
            catch (Exception e) when (tries < MostTries && Outage.IsConflict(e))
            {
                // Of two that can't both be true one is asked again.
            }
            finally
            {
                // Also where the call was given up: it may have revoked the key.
                Forget();
            }
        }
    }

    private async Task<Revocation> TryRevoke(Guid id, bool keepsAdmin, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var valid = context.Keys.Where(key => key.RevokedAt == null);
        if (keepsAdmin
            && await valid.AnyAsync(key => key.Id == id && key.Role == Role.Admin, cancellation)
            && !await valid.AnyAsync(key => key.Id != id && key.Role == Role.Admin, cancellation)) return Revocation.LastAdmin;
        DateTimeOffset? now = time.GetUtcNow();
        var revoked = await valid.Where(key => key.Id == id).ExecuteUpdateAsync(key => key.SetProperty(row => row.RevokedAt, now), cancellation);
        await transaction.CommitAsync(cancellation);
        return revoked == 1 ? Revocation.Revoked : Revocation.NoSuchKey;
    }

    /// <summary>The valid key that has this secret; null where there is none.</summary>
    public ValueTask<ApiKey?> FindBySecret(string secret, CancellationToken cancellation)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal) || secret.Length != Prefix.Length + Base64Url.GetEncodedLength(SecretBytes)) return default;
        return _known.TryGetValue(secret, out var known) && time.GetElapsedTime(known.At) < Trust ? new(known.Key) : new(Load(secret, cancellation));
    }

    private async Task<ApiKey?> Load(string secret, CancellationToken cancellation)
    {
        var (changes, at, hash) = (Volatile.Read(ref _changes), time.GetTimestamp(), HashOf(secret));
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var row = await context.Keys.AsNoTracking().SingleOrDefaultAsync(key => key.SecretHash == hash && key.RevokedAt == null, cancellation);
        if (row is null)
        {
            _known.TryRemove(secret, out _);
            return null;
        }
        var key = KeyOf(row);
        lock (_changing)
        {
            // A key that was revoked while it was being read must not be remembered.
            if (changes == _changes) _known[secret] = new Known(key, at);
        }
        return key;
    }

    private void Forget()
    {
        lock (_changing)
        {
            _changes++;
            _known.Clear();
        }
    }

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static ApiKey KeyOf(KeyRow row) => new(row.Id, row.Label, row.Role, row.StudentId, row.CreatedAt, row.RevokedAt);

    private sealed record Known(ApiKey Key, long At);
}

/// <summary>What became of a key that was to be revoked.</summary>
public enum Revocation
{
    Revoked,

    /// <summary>There is none, or it was revoked before.</summary>
    NoSuchKey,

    /// <summary>It stays: without it nobody could make keys.</summary>
    LastAdmin,
}
