namespace StudyLake.Aws.Athena;

/// <summary>What one statement took on Athena, once it has ended.</summary>
/// <param name="QueryExecutionId">Athena's id of it.</param>
/// <param name="State">SUCCEEDED, FAILED or CANCELLED.</param>
/// <param name="ScannedBytes">Bytes read from S3; null when Athena does not say.</param>
/// <param name="EngineTime">Time that the engine worked; null when Athena does not say.</param>
/// <param name="QueueTime">Time before that; null when Athena does not say.</param>
public sealed record AthenaStatement(
    string QueryExecutionId,
    string State,
    long? ScannedBytes,
    TimeSpan? EngineTime,
    TimeSpan? QueueTime
);
