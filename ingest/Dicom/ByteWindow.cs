namespace StudyLake.Ingest.Dicom;

/// <summary>The part of an object that is in memory.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="start">Offset of the first of them in the object, or in the inflated data set.</param>
internal readonly ref struct ByteWindow(ReadOnlySpan<byte> bytes, long start)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
    public long Start { get; } = start;
    public long End => Start + Bytes.Length;

    public ReadOnlySpan<byte> From(long offset) => Bytes[(int)(offset - Start)..];
}
