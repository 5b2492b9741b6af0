using System.Text.Json.Serialization;

namespace StudyLake.Events;

/// <summary>Serialisers generated at build time, so that they work without reflection and under Native AOT.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(StudyEvent))]
[JsonSerializable(typeof(FieldError))]
[JsonSerializable(typeof(IngestRun))]
[JsonSerializable(typeof(SegmentRequeued))]
internal sealed partial class EventJsonContext : JsonSerializerContext;
