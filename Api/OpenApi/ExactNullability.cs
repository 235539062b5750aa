using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GradingService.Api.OpenApi;

/// <summary>Says of each member what the wire does: what may be missing is left out rather than null, everything else is always there.</summary>
internal sealed class ExactNullability : ISchemaFilter
{
    private readonly NullabilityInfoContext _nullability = new();

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } members } contract) return;
        foreach (var property in context.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!members.TryGetValue(name, out var member)) continue;
            var isNullable = IsNullable(property);
            var isNull = isNullable && property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.Never;
            if (!isNullable || isNull) (contract.Required ??= new HashSet<string>()).Add(name);
            if (!isNull && member is OpenApiSchema { Type: { } type } inline) inline.Type = type & ~JsonSchemaType.Null;
        }
    }

    private bool IsNullable(PropertyInfo property)
    {
        // The context remembers what it has seen and is not made for several threads.
        lock (_nullability) return _nullability.Create(property).ReadState == NullabilityState.Nullable;
    }
}
