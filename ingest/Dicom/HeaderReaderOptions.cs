namespace StudyLake.Ingest.Dicom;

/// <summary>How much is read of an object, and where reading stops whatever the object says.</summary>
/// <remarks>Every setter checks its range, so a wrong configuration fails at start, not at the first bad object.</remarks>
public sealed record HeaderReaderOptions
{
    /// <summary>
    /// Size in bytes of the first request, and of a request behind a large value that is skipped. Default 32 KiB; 256
    /// bytes to 1 MiB, sensibly 16 to 64 KiB: 97 % of headers end within 32 KiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int FirstReadBytes
    {
        get;
        init => field = Checked(value, 256, 1 << 20);
    } = 32 << 10;

    /// <summary>An object of at most this many bytes is read whole by one request. Default 128 KiB; 0 to 16 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int WholeObjectBytes
    {
        get;
        init => field = Checked(value, 0, 16 << 20);
    } = 128 << 10;

    /// <summary>
    /// Most bytes read of one object, and most bytes inflated from one. Default 16 MiB; 1 KiB to 256 MiB. At the limit
    /// what was read is kept with <see cref="HeaderFlag.Partial"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int MaxTotalBytes
    {
        get;
        init => field = Checked(value, 1 << 10, 256 << 20);
    } = 16 << 20;

    /// <summary>Longest value kept, in bytes; a longer one is skipped and flagged. Default 64 KiB; 64 bytes to 1 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int MaxValueBytes
    {
        get;
        init => field = Checked(value, 64, 1 << 20);
    } = 64 << 10;

    /// <summary>Deepest sequence that is read; one at the top level has depth 0. Default 64; 4 to 256.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int MaxDepth
    {
        get;
        init => field = Checked(value, 4, 256);
    } = 64;

    /// <summary>Most elements, items and delimiters read of one object. Default 2,000,000; 100 to 100,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its range.</exception>
    public int MaxElements
    {
        get;
        init => field = Checked(value, 100, 100_000_000);
    } = 2_000_000;

    private static int Checked(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
