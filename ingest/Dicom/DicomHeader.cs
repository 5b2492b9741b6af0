using StudyLake.Events;

namespace StudyLake.Ingest.Dicom;

/// <summary>What was read of one object: the wanted elements, what was odd, and what it cost.</summary>
/// <remarks>
/// Immutable and safe to share. A rejected header still holds what was read before the reason showed. Values of patient
/// elements are in here: it does not leave <c>ingest</c>.
/// </remarks>
public sealed class DicomHeader
{
    internal DicomHeader(
        HeaderContent content,
        HeaderRejection? rejection,
        HeaderFinding[] flags,
        long bytesRead,
        int requests,
        int elementsWalked,
        long stoppedAt
    )
    {
        Root = new DicomItem(content, content.Wanted.Root, content.Root, null, 0);
        Rejection = rejection;
        Flags = flags;
        BytesRead = bytesRead;
        Requests = requests;
        ElementsWalked = elementsWalked;
        ElementsKept = content.Entries.Length;
        StoppedAt = stoppedAt;
    }

    /// <summary>Why the object yields no instance; null when it does.</summary>
    public HeaderRejection? Rejection { get; }

    /// <summary>What was odd, each once for each element, in the order found.</summary>
    public IReadOnlyList<HeaderFinding> Flags { get; }

    /// <summary>Bytes fetched from the object; of an object in memory its length.</summary>
    public long BytesRead { get; }

    /// <summary>Requests made to the object; 0 for an object in memory.</summary>
    public int Requests { get; }

    /// <summary>Elements, items and delimiters that were walked over, wanted or not; inside a value passed unparsed none.</summary>
    public int ElementsWalked { get; }

    /// <summary>Elements that were kept, those in items included.</summary>
    public int ElementsKept { get; }

    /// <summary>Where reading stopped: an offset in the object, of a deflated data set in what it inflates to.</summary>
    public long StoppedAt { get; }

    /// <summary>The top-level data set, with the meta header's group 0002.</summary>
    public DicomItem Root { get; }

    /// <summary>TransferSyntaxUID (0002,0010) as the file says it; null when absent.</summary>
    public string? TransferSyntaxUid => Root.Text(new DicomTag(Tags.TransferSyntaxUid));

    /// <summary>SOPClassUID (0008,0016), else MediaStorageSOPClassUID (0002,0002); null when both are absent.</summary>
    public string? SopClassUid =>
        Root.Text(new DicomTag(Tags.SopClassUid)) ?? Root.Text(new DicomTag(Tags.MediaStorageSopClassUid));

    /// <summary>Whether the flag was found on any element.</summary>
    public bool Has(HeaderFlag flag)
    {
        foreach (var finding in Flags)
        {
            if (finding.Flag == flag)
                return true;
        }
        return false;
    }

    /// <summary>Whether the element is there, empty or absent, in the first item of each sequence on the way.</summary>
    public ElementPresence Presence(DicomPath path) =>
        TryDescend(path, out var item) ? item.Presence(path[path.Count - 1]) : ElementPresence.Absent;

    /// <summary>The first value, trimmed, in the first item of each sequence on the way; null when absent or empty.</summary>
    public string? Text(DicomPath path) => TryDescend(path, out var item) ? item.Text(path[path.Count - 1]) : null;

    /// <summary>As <see cref="Text"/>, as a number whatever its VR on the wire; null also when it is no number.</summary>
    public double? Number(DicomPath path) => TryDescend(path, out var item) ? item.Number(path[path.Count - 1]) : null;

    /// <summary>All values over all items, in document order; ContentSequence at every depth.</summary>
    public IReadOnlyList<string> Values(DicomPath path)
    {
        if (path.Count == 0 || Root.FindEntry(path[0].Value) is null)
            return [];
        var values = new List<string>();
        Root.Collect(path, 0, values);
        return values;
    }

    /// <summary>The items of a sequence, in the first item of each sequence on the way; none when absent.</summary>
    public DicomItemList Items(DicomPath sequence) =>
        TryDescend(sequence, out var item) ? item.Items(sequence[sequence.Count - 1]) : default;

    /// <summary>The code items of a sequence, in the first item of each sequence on the way; none when absent.</summary>
    public IReadOnlyList<DicomCode> Codes(DicomPath sequence) =>
        TryDescend(sequence, out var item) ? item.Codes(sequence[sequence.Count - 1]) : [];

    private bool TryDescend(DicomPath path, out DicomItem item)
    {
        item = Root;
        for (var level = 0; level < path.Count - 1; level++)
        {
            var items = item.Items(path[level]);
            if (items.Count == 0)
                return false;
            item = items[0];
        }
        return path.Count > 0;
    }
}
