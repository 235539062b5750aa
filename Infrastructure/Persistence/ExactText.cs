using GradingService.Domain.Numerics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GradingService.Infrastructure.Persistence;

/// <summary>Points as the fractions they are: no database has a number that holds a third.</summary>
internal sealed class ExactText() : ValueConverter<Rational, string>(points => points.ToString(), text => Rational.Parse(text));
