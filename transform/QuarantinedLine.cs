namespace StudyLake.Transform;

/// <summary>A line that could not be read.</summary>
/// <param name="Offset">Offset of its first byte in the inflated segment.</param>
/// <param name="Bytes">The line without its end.</param>
/// <param name="Reason">Why.</param>
internal sealed record QuarantinedLine(long Offset, byte[] Bytes, QuarantineReason Reason);
