using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>Writes an enum member as its snake_case name and refuses a number or an unknown name.</summary>
internal sealed class SnakeCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
