namespace StudyLake.Cli.Demo;

/// <summary>Turns one <see cref="DemoObject"/> into the bytes of a DICOM file, group by group in tag order.</summary>
internal static class DemoFile
{
    private static readonly byte[] Noise = [.. Enumerable.Range(0, 1 << 16).Select(i => (byte)((i * 31) ^ (i >> 5)))];

    /// <summary>The file's bytes, valid until the writer is used again.</summary>
    /// <param name="writer">A writer to reuse.</param>
    /// <param name="item">What to write.</param>
    /// <param name="withUid">False leaves the SOP Instance UID out of meta header and data set, which makes the file unusable.</param>
    public static ReadOnlyMemory<byte> Compose(DicomWriter writer, DemoObject item, bool withUid = true)
    {
        var (study, series, instance) = item;
        writer.Begin(instance.Kind.SopClassUid, withUid ? instance.Uid : null, study.Form, study.Text);
        Identification(writer, item, withUid);
        Patient(writer, study.Patient);
        Technique(writer, item);
        Relations(writer, item);
        if (instance.Side > 0)
            Image(writer, instance);
        Orders(writer, study);
        if (instance.Kind.Modality is "SR" or "KO")
            DemoDocument.Write(writer, item);
        if (instance.Kind == ObjectKind.Pdf)
            writer.Bytes(0x00420011, "OB", "%PDF-1.4 demo"u8);
        if (instance.Kind == ObjectKind.EnhancedCt || instance.Kind == ObjectKind.EnhancedMr)
            DemoFrames.Write(writer, item);
        if (instance.Side > 0)
            writer.Bytes(0x7FE00010, "OW", Noise.AsSpan(instance.Number % 128, PixelBytes(instance)));
        var bytes = writer.End();
        return instance.IsCut ? bytes[..^(PixelBytes(instance) / 2)] : bytes;
    }

    private static int PixelBytes(DemoInstance instance) => instance.Side * instance.Side * 2 * instance.Frames;

    private static void Identification(DicomWriter writer, DemoObject item, bool withUid)
    {
        var (study, series, instance) = item;
        var isEnhanced = instance.Kind == ObjectKind.EnhancedCt || instance.Kind == ObjectKind.EnhancedMr;
        var content = instance.AcquiredAt?.AddSeconds(30) ?? series.StartedAt;
        writer.Text(0x00080008, "CS", instance.ImageType);
        writer.Text(0x00080012, "DA", Day(content));
        writer.Text(0x00080013, "TM", Clock(content));
        writer.Text(0x00080016, "UI", instance.Kind.SopClassUid);
        writer.Text(0x00080018, "UI", withUid ? instance.Uid : null);
        writer.Text(0x00080020, "DA", study.DateText);
        writer.Text(0x00080021, "DA", Day(series.StartedAt));
        writer.Text(0x00080022, "DA", isEnhanced ? null : Day(instance.AcquiredAt));
        writer.Text(0x00080023, "DA", Day(content));
        writer.Text(0x0008002A, "DT", isEnhanced ? Moment(instance.AcquiredAt) : null);
        writer.Text(0x00080030, "TM", study.Time?.ToString("HHmmss"));
        writer.Text(0x00080031, "TM", Clock(series.StartedAt));
        writer.Text(0x00080032, "TM", isEnhanced ? null : Clock(instance.AcquiredAt));
        writer.Text(0x00080033, "TM", Clock(content));
        writer.Text(0x00080050, "SH", study.Accession);
        writer.Text(0x00080060, "CS", series.Modality);
        writer.Text(0x00080068, "CS", instance.Intent);
        writer.Text(0x00080070, "LO", series.Device?.Manufacturer ?? "StudyLake Demo Workstation");
        writer.Text(0x00080080, "LO", study.Institution);
        writer.Text(0x00080201, "SH", study.Offset);
        writer.Text(0x00081010, "SH", series.Device?.Station);
        writer.Text(0x00081030, "LO", study.Description);
        if (study.Procedure is { } procedure)
            Code(writer, 0x00081032, procedure, study.HasUndefinedLengths);
        writer.Text(0x0008103E, "LO", series.Description);
        writer.Text(0x00081040, "LO", series.Device is null ? null : "Demo Imaging");
        writer.Text(0x00081090, "LO", series.Device?.Model);
    }

    private static void Patient(DicomWriter writer, DemoPatient patient)
    {
        writer.Text(0x00100010, "PN", patient.Name);
        writer.Text(0x00100020, "LO", patient.Id);
        writer.Text(0x00100021, "LO", patient.Issuer);
        writer.Text(0x00100030, "DA", patient.BirthDate);
        writer.Text(0x00100040, "CS", patient.Sex);
        writer.Text(0x00100200, "CS", patient.IsPhantom ? "YES" : null);
        writer.Text(0x00101010, "AS", patient.Age);
    }

    private static void Technique(DicomWriter writer, DemoObject item)
    {
        var (_, series, instance) = item;
        writer.Text(0x00180010, "LO", series.Contrast);
        writer.Text(0x00180015, "CS", series.BodyPart);
        writer.Text(0x00180050, "DS", instance.Kind.Modality is "CT" or "MR" or "PT" ? "5.0" : null);
        writer.Text(0x00180060, "DS", instance.Kind == ObjectKind.Ct ? "120" : null);
        writer.Text(0x00180087, "DS", instance.Kind.Modality == "MR" ? series.Device?.Tesla?.ToString() : null);
        writer.Text(0x00181000, "LO", series.Device?.Serial);
        writer.Text(0x00181020, "LO", series.Software);
        writer.Text(0x00181030, "LO", series.Protocol);
        writer.Number(0x00189073, instance.Kind.Modality == "MR" ? 45.5 : null);
        writer.Number(0x00189345, instance.CtdiVol);
        if (series.Device is { Manufacturer: "GE MEDICAL SYSTEMS", Modality: "MR" })
        {
            writer.Text(0x00190010, "LO", "GEMS_ACQU_01");
            writer.Bytes(0x0019105A, "UN", [0x00, 0x00, 0x34, 0x4C]);
        }
    }

    private static void Relations(DicomWriter writer, DemoObject item)
    {
        writer.Text(0x0020000D, "UI", item.Study.Uid);
        writer.Text(0x0020000E, "UI", item.Series.Uid);
        writer.Text(0x00200010, "SH", "DEMO");
        writer.Text(0x00200011, "IS", item.Series.Number.ToString());
        writer.Text(0x00200013, "IS", item.Instance.Number.ToString());
    }

    private static void Image(DicomWriter writer, DemoInstance instance)
    {
        writer.UnsignedShort(0x00280002, 1);
        writer.Text(0x00280004, "CS", "MONOCHROME2");
        writer.Text(0x00280008, "IS", instance.Frames > 1 ? instance.Frames.ToString() : null);
        writer.UnsignedShort(0x00280010, (ushort)instance.Side);
        writer.UnsignedShort(0x00280011, (ushort)instance.Side);
        writer.UnsignedShort(0x00280100, 16);
        writer.UnsignedShort(0x00280101, 16);
        writer.UnsignedShort(0x00280102, 15);
        writer.UnsignedShort(0x00280103, 0);
    }

    private static void Orders(DicomWriter writer, DemoStudy study)
    {
        if (study.Step is { } step)
        {
            writer.Text(0x00400244, "DA", Day(step.Start));
            writer.Text(0x00400245, "TM", Clock(step.Start));
            writer.Text(0x00400250, "DA", Day(step.End));
            writer.Text(0x00400251, "TM", Clock(step.End));
        }
        if (study.Requests.Count == 0)
            return;
        writer.Sequence(
            0x00400275,
            study.Requests,
            study.HasUndefinedLengths,
            accession =>
            {
                writer.Text(0x00080050, "SH", accession);
                writer.Text(0x00321060, "LO", study.Procedure?.Meaning);
                writer.Text(0x00400009, "SH", "STEP1");
            }
        );
    }

    /// <summary>A code sequence with one item.</summary>
    internal static void Code(DicomWriter writer, uint tag, DemoCode code, bool undefinedLength) =>
        writer.Sequence(
            tag,
            [code],
            undefinedLength,
            entry =>
            {
                writer.Text(0x00080100, "SH", entry.Value);
                writer.Text(0x00080102, "SH", entry.Scheme);
                writer.Text(0x00080104, "LO", entry.Meaning);
            }
        );

    /// <summary>DA of a moment.</summary>
    internal static string? Day(DateTime? at) => at?.ToString("yyyyMMdd");

    /// <summary>TM of a moment, with a fraction only if it has one.</summary>
    internal static string? Clock(DateTime? at) => at?.ToString(at.Value.Millisecond == 0 ? "HHmmss" : "HHmmss.fff");

    /// <summary>DT of a moment without offset.</summary>
    internal static string? Moment(DateTime? at) => at?.ToString("yyyyMMddHHmmss.ffffff");
}
