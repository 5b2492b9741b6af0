namespace StudyLake.Ingest.Dicom;

/// <summary>The kept elements of one object: values as on the wire, entries and items as ranges.</summary>
/// <param name="Wanted">What the slots mean.</param>
/// <param name="Root">The top-level data set, meta header included.</param>
/// <param name="Bytes">All kept values, one behind the other.</param>
/// <param name="Entries">The elements of every data set, in ascending slots within each.</param>
/// <param name="Items">The items of every sequence, in document order within each.</param>
internal sealed record HeaderContent(
    WantedElements Wanted,
    HeaderItem Root,
    byte[] Bytes,
    HeaderEntry[] Entries,
    HeaderItem[] Items
)
{
    /// <summary>The entry of a slot in a data set, or -1.</summary>
    public int Find(HeaderItem item, int slot)
    {
        var low = item.Start;
        var high = item.Start + item.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = Entries[middle].Slot;
            if (found == slot)
                return middle;
            if (found < slot)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }
}
