using static StudyLake.Cli.Demo.DemoCase;

namespace StudyLake.Cli.Demo;

/// <summary>Makes the files that must be rejected.</summary>
internal static class BrokenFiles
{
    private const string DirectoryStorage = "1.2.840.10008.1.3.10";

    /// <summary>The bad file a case lays beside its study, with its name; null for cases without one.</summary>
    /// <param name="special">The case.</param>
    /// <param name="sample">A good object to damage.</param>
    public static (string Name, BrokenFile File)? Beside(DemoCase special, DemoObject sample) =>
        special switch
        {
            EmptyFile => ("99-000.dcm", new(RejectionNames.Empty, default)),
            FolderMarker => ("images_$folder$", new(RejectionNames.Empty, default)),
            TextFile => ("readme.txt", Text("This is a note and no image. It was exported with the study.\n")),
            JpegFile => ("99-001.dcm", new(RejectionNames.NotDicom, Jpeg())),
            DicomdirFile => ("DICOMDIR", new(RejectionNames.Dicomdir, Directory(sample))),
            CutHeader => ("99-002.dcm", CutBeforeUids(sample)),
            NoInstanceUid => ("99-003.dcm", WithoutUid(sample)),
            BrokenThenDeleted => ("99-004.html", Text("<html><body>404 not found</body></html>")),
            _ => null,
        };

    /// <summary>The start of a file: meta header and a piece of group 0008, but no study or series UID.</summary>
    /// <remarks>Elements have even lengths (PS3.5 7.1), so an odd number of bytes always ends within one.</remarks>
    public static BrokenFile CutBeforeUids(DemoObject item)
    {
        var little = item with { Study = item.Study with { Form = WireForm.ExplicitLittle } };
        return new(RejectionNames.Truncated, DemoFile.Compose(new(), little)[..441].ToArray());
    }

    private static BrokenFile WithoutUid(DemoObject item) =>
        new(RejectionNames.MissingIdentity, DemoFile.Compose(new(), item, withUid: false).ToArray());

    private static BrokenFile Text(string text) =>
        new(RejectionNames.NotDicom, System.Text.Encoding.ASCII.GetBytes(text));

    private static byte[] Jpeg()
    {
        var bytes = new byte[600];
        ReadOnlySpan<byte> start = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x01];
        start.CopyTo(bytes);
        for (var i = start.Length; i < bytes.Length; i++)
            bytes[i] = (byte)(i * 7);
        return bytes;
    }

    private static byte[] Directory(DemoObject sample)
    {
        var writer = new DicomWriter();
        writer.Begin(DirectoryStorage, sample.Instance.Uid, WireForm.ExplicitLittle, TextForm.Ascii);
        writer.Text(0x00041130, "CS", "DEMO");
        writer.UnsignedLong(0x00041200, 0);
        writer.UnsignedLong(0x00041202, 0);
        writer.UnsignedShort(0x00041212, 0);
        writer.Sequence(0x00041220, Array.Empty<string>(), false, _ => { });
        return writer.End().ToArray();
    }
}
