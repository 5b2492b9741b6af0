using System.Collections.Immutable;

namespace StudyLake.Transform;

/// <summary>What one segment of the log holds, in memory.</summary>
/// <param name="Tables">Its events as rows.</param>
/// <param name="LineCount">Its lines, readable or not.</param>
/// <param name="Quarantined">The lines that could not be read, in their order.</param>
/// <param name="InflatedBytes">Its length inflated.</param>
/// <param name="Defect">Why it could not be read at all; then everything else is empty.</param>
internal sealed record SegmentContent(
    EventTables Tables,
    long LineCount,
    ImmutableArray<QuarantinedLine> Quarantined,
    long InflatedBytes,
    QuarantineReason? Defect
)
{
    /// <summary>Reads a segment. Pure: the same bytes give the same content.</summary>
    /// <param name="stored">The segment as stored.</param>
    /// <param name="options">Limits.</param>
    public static SegmentContent Read(byte[] stored, TransformOptions options)
    {
        var tables = new EventTables();
        var lines = new EventLineReader(tables, options.Upcasters);
        var quarantined = ImmutableArray.CreateBuilder<QuarantinedLine>();
        var lineCount = 0L;
        var inflated = 0L;
        var splitter = new LineSplitter(
            (offset, line, hasEnd) =>
            {
                lineCount++;
                if (ReadLine(lines, line, hasEnd, options) is { } reason)
                    quarantined.Add(new QuarantinedLine(offset, line.ToArray(), reason));
            }
        );
        var defect = GzipSegment.Inflate(
            stored,
            options.InflateBudgetBytes,
            block =>
            {
                inflated += block.Length;
                splitter.Append(block);
            }
        );
        if (defect is not null)
            return new SegmentContent(new EventTables(), 0, [], 0, defect);
        splitter.Complete();
        return new SegmentContent(tables, lineCount, quarantined.ToImmutable(), inflated, null);
    }

    private static QuarantineReason? ReadLine(
        EventLineReader lines,
        ReadOnlySpan<byte> line,
        bool hasEnd,
        TransformOptions options
    )
    {
        if (line.Length > options.MaxLineBytes)
            return QuarantineReason.LineTooLong;
        var reason = lines.Read(line);
        // A cut may fall inside a character, so bad UTF-8 at the very end is no other fault.
        return !hasEnd && reason is (QuarantineReason.InvalidJson or QuarantineReason.InvalidUtf8)
            ? QuarantineReason.TruncatedLine
            : reason;
    }
}
