using System.Text.Json.Serialization;

namespace StudyLake.Aws.Deployment;

/// <summary>A parameter of a stack as the <c>aws</c> command takes it: a value, or the one it has.</summary>
internal sealed record StackParameter(string ParameterKey, string? ParameterValue, bool? UsePreviousValue);

/// <summary>Serialisers of what is handed to the <c>aws</c> command.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StackParameter[]))]
internal sealed partial class DeploymentJson : JsonSerializerContext;
