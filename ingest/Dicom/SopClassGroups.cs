namespace StudyLake.Ingest.Dicom;

/// <summary>The group of a SOP Class UID. PS3.4 annex B.5, PS3.6 annex A.</summary>
internal static class SopClassGroups
{
    /// <summary>The group of a UID as it is on the wire, padding included.</summary>
    public static SopClassGroup Of(ReadOnlySpan<byte> uid)
    {
        uid = uid.Trim(" \0"u8);
        if (uid.SequenceEqual("1.2.840.10008.1.3.10"u8))
            return SopClassGroup.Directory;
        if (!uid.StartsWith("1.2.840.10008.5.1.4.1.1."u8))
            return SopClassGroup.Other;
        var storage = uid["1.2.840.10008.5.1.4.1.1.".Length..];
        if (storage.StartsWith("88."u8))
            return SopClassGroup.Document;
        if (storage.StartsWith("481."u8))
            return SopClassGroup.Image;
        if (storage.StartsWith("1.1"u8) || storage.StartsWith("1.2"u8) || storage.StartsWith("1.3"u8))
            return SopClassGroup.Projection;
        if (storage.SequenceEqual("20"u8) || storage.SequenceEqual("128"u8))
            return SopClassGroup.Emission;
        return IsSingleFrameImage(storage) ? SopClassGroup.Image : SopClassGroup.Other;
    }

    private static bool IsSingleFrameImage(ReadOnlySpan<byte> storage) =>
        storage.SequenceEqual("2"u8) // CT
        || storage.SequenceEqual("4"u8) // MR
        || storage.SequenceEqual("1"u8) // CR
        || storage.SequenceEqual("6.1"u8) // US
        || storage.SequenceEqual("3.1"u8) // US multi-frame
        || storage.SequenceEqual("6"u8) // US, retired
        || storage.SequenceEqual("3"u8) // US multi-frame, retired
        || storage.SequenceEqual("7"u8) // Secondary capture
        || storage.SequenceEqual("12.1"u8) // XA
        || storage.SequenceEqual("12.2"u8) // RF
        || storage.SequenceEqual("66"u8); // Raw data
}
