namespace StudyLake.Ingest.Dicom;

/// <summary>Chooses among the readings of an element header that contradicts its data set. PS3.5 section 7.1.</summary>
/// <remarks>
/// Seen: one element without VR among explicit ones, or the reverse; VR bytes blank, <c>--</c> or <c>??</c>; OB with a
/// 16-bit length. The reading wins whose value fits and whose end is the next plausible tag.
/// </remarks>
internal static class ElementSniffer
{
    /// <summary>How far behind an element its end is looked for; beyond, a reading is neither confirmed nor refuted.</summary>
    public const int LookAhead = (64 << 10) + 32;

    /// <summary>The best reading.</summary>
    /// <param name="bytes">From the tag on, up to <see cref="LookAhead"/> bytes or the end of the data set around it.</param>
    /// <param name="left">Bytes from the tag to the end of the data set around it.</param>
    /// <param name="explicitVr">Whether the data set has explicit VR.</param>
    /// <param name="bigEndian">Its byte order.</param>
    /// <param name="nested">Whether it is an item, which may end at a delimiter.</param>
    public static ElementHeader Choose(
        ReadOnlySpan<byte> bytes,
        long left,
        bool explicitVr,
        bool bigEndian,
        bool nested
    )
    {
        var vr = VrTable.Find(bytes[4], bytes[5]);
        var asImplicit = ElementHeader.Implicit(bytes, bigEndian);
        var asShort = ElementHeader.Short(bytes, vr, bigEndian);
        var asLong = left >= 12 && bytes.Length >= 12 ? ElementHeader.Long(bytes, vr, bigEndian) : asShort;
        // Where two readings score alike the first wins. Without letters in the VR's place implicit VR goes first: there
        // the other two would take their length from the value, and a group length does point at a tag.
        Span<ElementHeader> readings =
            !explicitVr || vr == DicomVr.None ? [asImplicit, asShort, asLong]
            : VrTable.HasLongLength(vr) ? [asLong, asShort, asImplicit]
            : [asShort, asLong, asImplicit];
        var best = readings[0];
        // Only to fit is no reason to leave the first reading: a length of zero fits anywhere.
        var bestScore = 1;
        foreach (var reading in readings)
        {
            var score = Score(bytes, left, reading, bigEndian, nested);
            if (score > bestScore)
                (best, bestScore) = (reading, score);
        }
        return best;
    }

    // 0 does not fit, 1 fits, 2 and behind it is a tag in order, 3 and that has a listed VR or a fitting length.
    private static int Score(ReadOnlySpan<byte> bytes, long left, ElementHeader reading, bool bigEndian, bool nested)
    {
        if (reading.IsUndefined)
        {
            var value = bytes[Math.Min(reading.Size, bytes.Length)..];
            return value.Length >= 4 && WireNumber.Tag(value, bigEndian) is Tags.Item or Tags.SequenceDelimitation
                ? 3
                : 0;
        }
        var end = reading.Size + (long)reading.Length;
        if (end > left)
            return 0;
        if (end == left)
            return 3;
        if (end + 8 > bytes.Length)
            return end + 8 > left ? 0 : 1;
        var next = bytes[(int)end..];
        var tag = WireNumber.Tag(next, bigEndian);
        if (tag >> 16 == 0xFFFE)
            return nested ? 3 : 1;
        if (tag <= WireNumber.Tag(bytes, bigEndian) || tag >> 16 > 0x7FFF)
            return 1;
        var fits = WireNumber.UInt32(next[4..], bigEndian) <= left - end - 8;
        return fits || VrTable.IsListed(VrTable.Find(next[4], next[5])) ? 3 : 2;
    }
}
