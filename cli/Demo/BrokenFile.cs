namespace StudyLake.Cli.Demo;

/// <summary>A file that must be rejected.</summary>
/// <param name="Reason">One of <see cref="RejectionNames"/>.</param>
/// <param name="Bytes">Its content.</param>
public sealed record BrokenFile(string Reason, ReadOnlyMemory<byte> Bytes);
