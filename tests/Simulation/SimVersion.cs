namespace StudyLake.Tests.Simulation;

/// <summary>A version of an object in the bucket.</summary>
/// <param name="Id">Its id, or null for the version that S3 calls null.</param>
/// <param name="Value">Its content; meaningless for a marker.</param>
/// <param name="IsMarker">Whether it is a delete marker.</param>
/// <param name="IsArchived">Whether it must be restored before it can be read.</param>
/// <param name="ModifiedAt">When it was made.</param>
internal sealed record SimVersion(string? Id, int Value, bool IsMarker, bool IsArchived, DateTime ModifiedAt);
