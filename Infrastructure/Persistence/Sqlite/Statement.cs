using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GradingService.Infrastructure.Persistence.Sqlite;

/// <summary>A statement that is prepared once and run often; its parameters are <c>@0</c>, <c>@1</c> and so on.</summary>
internal sealed partial class Statement : IAsyncDisposable
{
    private readonly DbCommand _command;
    private bool _isPrepared;

    public Statement(DbConnection connection, string text)
    {
        _command = connection.CreateCommand();
        _command.CommandText = text;
        for (var i = 0; i < ParameterName().Matches(text).DistinctBy(match => match.Value).Count(); i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@{i}");
            _command.Parameters.Add(parameter);
        }
    }

    public DbTransaction? Transaction
    {
        set => _command.Transaction = value;
    }

    /// <summary>Runs it for its effect.</summary>
    public async Task Run(params object?[] values)
    {
        await Bind(values);
        await _command.ExecuteNonQueryAsync();
    }

    /// <summary>The one number that it gives; null for none.</summary>
    public async Task<long?> Number(params object?[] values)
    {
        await Bind(values);
        return await _command.ExecuteScalarAsync() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The first row that it gives; null for none.</summary>
    public async Task<object[]?> Row(params object?[] values)
    {
        await Bind(values);
        await using var reader = await _command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return null;
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private async ValueTask Bind(object?[] values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        if (_isPrepared) return;
        await _command.PrepareAsync();
        _isPrepared = true;
    }

    [GeneratedRegex(@"@\d+")]
    private static partial Regex ParameterName();
}
