using GradingService.Domain.Numerics;

namespace GradingService.Api.Http;

/// <summary>How points leave the service: exact until here, then rounded once.</summary>
public static class Points
{
    /// <summary>The decimals that points are sent with.</summary>
    public const int Decimals = 4;

    public static decimal Round(Rational points) => points.Round(Decimals);
}
