using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GradingService.Infrastructure.Persistence;

/// <summary>Times as numbers: SQLite can't order a DateTimeOffset; every database can order a number.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
