namespace GradingService.Api.Reports;

/// <summary>The zone that the course reads its times in: the setting <c>Reports:TimeZone</c>, or Europe/Zagreb.</summary>
internal sealed class CourseTime
{
    private const string Usual = "Europe/Zagreb";

    private readonly TimeZoneInfo _zone;

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The system doesn't know the zone that is set.</exception>
    public CourseTime(IConfiguration configuration)
    {
        var set = configuration["Reports:TimeZone"];
        if (TimeZoneInfo.TryFindSystemTimeZoneById(string.IsNullOrEmpty(set) ? Usual : set, out var zone)) _zone = zone;
        else if (string.IsNullOrEmpty(set)) _zone = TimeZoneInfo.Utc; // A system without time zone data; times say their offset.
        else throw new Microsoft.Extensions.Options.OptionsValidationException("Reports:TimeZone", typeof(CourseTime), [$"Reports:TimeZone: there is no time zone '{set}'."]);
    }

    public DateTimeOffset Of(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone);
}
