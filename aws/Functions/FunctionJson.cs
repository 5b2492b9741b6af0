using System.Text.Json.Serialization;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.SQSEvents;

namespace StudyLake.Aws.Functions;

/// <summary>Serialisers of what comes into a function and goes out, generated at build time for Native AOT.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(CompactRequest))]
[JsonSerializable(typeof(SnapshotRequest))]
[JsonSerializable(typeof(SnapshotResponse))]
[JsonSerializable(typeof(CompactResponse))]
internal sealed partial class FunctionJson : JsonSerializerContext;
