using System.Runtime.CompilerServices;

namespace StudyLake.Ingest.Dicom;

/// <summary>The kept elements of one object: values as on the wire, entries and items as ranges.</summary>
/// <param name="Wanted">What the slots mean.</param>
/// <param name="Root">The top-level data set, meta header included.</param>
/// <param name="Bytes">All kept values, one behind the other.</param>
/// <param name="Entries">The elements of every data set, in ascending slots within each.</param>
/// <param name="Items">The items of every sequence, in document order within each.</param>
/// <param name="Recent">The texts of the objects read before.</param>
internal sealed record HeaderContent(
    WantedElements Wanted,
    HeaderItem Root,
    byte[] Bytes,
    HeaderEntry[] Entries,
    HeaderItem[] Items,
    RecentText Recent
)
{
    /// <summary>The entry of a slot in a data set, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(HeaderItem item, int slot)
    {
        if (item.Count == 0)
            return -1;
        var entries = Entries.AsSpan(item.Start, item.Count);
        var low = 0;
        // By halves without a branch on the outcome, which the processor could only guess.
        for (var count = entries.Length; count > 1; )
        {
            var half = count >> 1;
            low += entries[low + half].Slot <= slot ? half : 0;
            count -= half;
        }
        return entries[low].Slot == slot ? item.Start + low : -1;
    }
}
