using StudyLake.Events;

namespace StudyLake.Ingest.Dicom;

/// <summary>Finds text that its character set does not explain, after everything was read.</summary>
/// <remarks>
/// Afterwards, because the declaration may come behind the text where tags are out of order; and only when some text is
/// more than ASCII, which is rare.
/// </remarks>
internal static class CharacterSetCheck
{
    public static void Run(HeaderContent content, HeaderBuilder findings)
    {
        var open = new Stack<(DicomItem Item, DicomPath Path)>();
        open.Push((new DicomItem(content, content.Wanted.Root, content.Root, null, 0), default));
        while (open.TryPop(out var next))
        {
            foreach (var entry in next.Item.Entries)
            {
                var tag = next.Item.TagOf(entry);
                var path = next.Path.Below(tag);
                if (entry.Vr == DicomVr.SQ)
                {
                    foreach (var item in next.Item.Items(tag))
                        open.Push((item, path));
                }
                else if (FlagOf(next.Item, tag, entry) is { } flag)
                {
                    findings.Flag(flag, path);
                }
            }
        }
    }

    private static HeaderFlag? FlagOf(DicomItem item, DicomTag tag, HeaderEntry entry)
    {
        var bytes = item.Bytes(entry);
        if (tag.Value == Tags.SpecificCharacterSet)
            return CharacterSet.Parse(bytes).HasUnknown ? HeaderFlag.CharsetUnknown : null;
        if (!VrTable.UsesCharacterSet(entry.Vr) || CharacterSet.IsPlainAscii(bytes))
            return null;
        CharacterSet.Decode(bytes, item.CharacterSet, entry.Vr, out var flag);
        return flag;
    }
}
