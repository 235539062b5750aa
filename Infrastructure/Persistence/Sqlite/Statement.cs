using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>A statement that is prepared once and run often; its parameters are <c>?</c> in their order.</summary>
/// <remarks>
/// Straight on SQLite's own interface (https://sqlite.org/c3ref/stmt.html): a command of ADO.NET looks its parameters up by name, boxes their values and makes a
/// reader for every run, which costs more than the statement itself. It runs inside whatever transaction the connection has. Not for several threads.
/// </remarks>
internal sealed class Statement(SqliteConnection connection, string text) : IDisposable
{
    private readonly sqlite3 _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
    private sqlite3_stmt? _prepared;
    private byte[] _utf8 = new byte[4096];
    private string?[] _texts = [];
    private int _bound;

    /// <summary>Gives the next parameter its value.</summary>
    public Statement With(long value) => Bound(raw.sqlite3_bind_int64(Prepared(), ++_bound, value));

    /// <inheritdoc cref="With(long)"/>
    public Statement With(string? value)
    {
        var prepared = Prepared();
        // Parameters keep their values from run to run; many submissions in a row are of one exam.
        if (ReferenceEquals(value, _texts[_bound]))
        {
            _bound++;
            return this;
        }
        _texts[_bound] = value;
        if (value is null) return Bound(raw.sqlite3_bind_null(prepared, ++_bound));
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_utf8.Length < most) _utf8 = new byte[most];
        // Bound bytes are copied at once, so that the buffer serves the next parameter.
        return Bound(raw.sqlite3_bind_text(prepared, ++_bound, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8))));
    }

    /// <summary>Gives the next parameter a text in UTF-8.</summary>
    public Statement With(ReadOnlySpan<byte> utf8) => Bound(raw.sqlite3_bind_text(Prepared(), ++_bound, utf8));

    /// <summary>Gives the next parameter an identifier, written as the provider writes it elsewhere: in capitals.</summary>
    public Statement With(Guid value)
    {
        Span<char> written = stackalloc char[36];
        value.TryFormat(written, out _);
        Span<byte> utf8 = stackalloc byte[36];
        for (var i = 0; i < utf8.Length; i++) utf8[i] = (byte)char.ToUpperInvariant(written[i]);
        return Bound(raw.sqlite3_bind_text(Prepared(), ++_bound, utf8));
    }

    /// <summary>Runs it for its effect.</summary>
    /// <exception cref="SqliteException">It failed; nothing of it took place.</exception>
    public void Run()
    {
        try
        {
            while (Step()) { }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs it for the one number that it gives; null for none.</summary>
    /// <inheritdoc cref="Run" path="/exception"/>
    public long? Number()
    {
        try
        {
            if (!Step()) return null;
            long? number = raw.sqlite3_column_type(_prepared, 0) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(_prepared, 0);
            while (Step()) { }
            return number;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs it for the first row that it gives, a number and a text; null for none.</summary>
    /// <inheritdoc cref="Run" path="/exception"/>
    public (long Number, string Text)? Pair()
    {
        try
        {
            return Step() ? (raw.sqlite3_column_int64(_prepared, 0), raw.sqlite3_column_text(_prepared, 1).utf8_to_string()) : null;
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose() => _prepared?.Dispose();

    private sqlite3_stmt Prepared()
    {
        if (_prepared is not null) return _prepared;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, text, raw.SQLITE_PREPARE_PERSISTENT, out var prepared), _database);
        _texts = new string?[raw.sqlite3_bind_parameter_count(prepared)];
        return _prepared = prepared;
    }

    private bool Step()
    {
        var result = raw.sqlite3_step(Prepared());
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, _database);
        return false;
    }

    // What it returns is the failure of the step before, which was thrown already.
    private void Reset()
    {
        raw.sqlite3_reset(Prepared());
        _bound = 0;
    }

    private Statement Bound(int result)
    {
        if (result == raw.SQLITE_OK) return this;
        Array.Clear(_texts);
        Reset();
        throw new SqliteException($"A parameter of a statement can't be bound: {raw.sqlite3_errstr(result).utf8_to_string()}.", result);
    }
}
