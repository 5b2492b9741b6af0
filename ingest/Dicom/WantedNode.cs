namespace StudyLake.Ingest.Dicom;

/// <summary>The wanted elements of one data set: the top level, or the items of one sequence.</summary>
/// <remarks>Sorted by tag, as a data set is (PS3.5 section 7.1), so that walking both is one merge.</remarks>
internal sealed class WantedNode
{
    /// <summary>Tags in ascending order. The place of a tag here is its slot.</summary>
    public uint[] Tags { get; set; } = [];

    /// <summary>VR by the dictionary, for each slot.</summary>
    public DicomVr[] Vrs { get; set; } = [];

    /// <summary>What is wanted in the items, for each slot; null where the element is no wanted sequence.</summary>
    public WantedNode?[] Children { get; set; } = [];

    /// <summary>For each slot, whether it is kept; null when all are. Slots stay those of the first item's node.</summary>
    public bool[]? IsKept { get; set; }

    /// <summary>What is wanted of the second and later items: this node itself, less of it, or nothing.</summary>
    public WantedNode? LaterItems { get; set; }

    /// <summary>The slot of a tag, or a negative number.</summary>
    public int SlotOf(uint tag)
    {
        var tags = Tags;
        var low = 0;
        var high = tags.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = tags[middle];
            if (found == tag)
                return middle;
            if (found < tag)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }
}
