using System.Text;

namespace StudyLake.Ingest.Dicom;

/// <summary>Values that stand in nearly every header, each as one shared string.</summary>
/// <remarks>
/// A third of the values of a CT or MR header are among them. The table is never changed; what is not in it costs one
/// probe.
/// </remarks>
internal static class CommonText
{
    private const int Slots = 1024;

    private static readonly string?[] Table = Build(
        // Transfer syntaxes and storage classes, PS3.6 annex A.
        "1.2.840.10008.1.2 1.2.840.10008.1.2.1 1.2.840.10008.1.2.1.99 1.2.840.10008.1.2.2 1.2.840.10008.1.2.4.50 "
            + "1.2.840.10008.1.2.4.51 1.2.840.10008.1.2.4.57 1.2.840.10008.1.2.4.70 1.2.840.10008.1.2.4.80 "
            + "1.2.840.10008.1.2.4.81 1.2.840.10008.1.2.4.90 1.2.840.10008.1.2.4.91 1.2.840.10008.1.2.5 "
            + "1.2.840.10008.5.1.4.1.1.1 1.2.840.10008.5.1.4.1.1.1.1 1.2.840.10008.5.1.4.1.1.1.2 "
            + "1.2.840.10008.5.1.4.1.1.12.1 1.2.840.10008.5.1.4.1.1.12.2 1.2.840.10008.5.1.4.1.1.128 "
            + "1.2.840.10008.5.1.4.1.1.2 1.2.840.10008.5.1.4.1.1.2.1 1.2.840.10008.5.1.4.1.1.20 "
            + "1.2.840.10008.5.1.4.1.1.3.1 1.2.840.10008.5.1.4.1.1.4 1.2.840.10008.5.1.4.1.1.4.1 "
            + "1.2.840.10008.5.1.4.1.1.6.1 1.2.840.10008.5.1.4.1.1.7 1.2.840.10008.5.1.4.1.1.88.67 "
            // Defined terms of PS3.3: modality, image type, position, photometric interpretation and others.
            + "CT MR CR DX MG US XA RF NM PT OT SR SEG KO PR IO RTSTRUCT RTPLAN RTDOSE RTIMAGE "
            + "ORIGINAL DERIVED PRIMARY SECONDARY AXIAL LOCALIZER M ND NORM DIS2D DIS3D OTHER "
            + "MONOCHROME1 MONOCHROME2 RGB YBR_FULL YBR_FULL_422 HFS HFP FFS FFP F O L R B YES NO 00 01 "
            + "CHEST HEAD ABDOMEN PELVIS BREAST BRAIN SE GR IR EP 2D 3D NONE "
            // Content items of reports: value types, coding schemes, units.
            + "NUM CODE TEXT CONTAINER UIDREF DATETIME DATE TIME PNAME IMAGE SCOORD CONTAINS "
            + "DCM SCT SRT LN UCUM 99SDM mGy mGy.cm Gy Gy.m2 mGy.cm2 mm mA s ms kV ug uA mAs {pulses} 1 "
            // Manufacturers and numbers that every scanner writes.
            + "SIEMENS Siemens GE Philips TOSHIBA Hologic 0 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 24 32 "
            + "64 80 90 100 110 120 128 130 140 150 180 256 320 384 512 768 1024 2048 1.5 2.5 0.0 1.0 +0000 -0500 +0100",
        "ISO_IR 100",
        "ISO_IR 192",
        "ISO 2022 IR 6",
        "GE MEDICAL SYSTEMS",
        "Philips Medical Systems",
        "SIEMENS HEALTHINEERS",
        "Siemens Healthineers",
        "Canon Medical Systems"
    );

    /// <summary>The shared text of an ASCII value, trimmed before and not empty; null when it is not a common one.</summary>
    public static string? Find(ReadOnlySpan<byte> ascii)
    {
        for (var slot = SlotOf(ascii[0], ascii[ascii.Length / 2], ascii[^1], ascii.Length); ; slot = (slot + 1) % Slots)
        {
            if (Table[slot] is not { } text)
                return null;
            if (Ascii.Equals(ascii, text))
                return text;
        }
    }

    private static int SlotOf(int first, int middle, int last, int length) =>
        ((first * 31) + (middle * 7) + (last * 53) + (length * 131)) % Slots;

    private static string?[] Build(string words, params ReadOnlySpan<string> more)
    {
        var table = new string?[Slots];
        foreach (var text in (string[])[.. words.Split(' '), .. more])
        {
            var slot = SlotOf(text[0], text[text.Length / 2], text[^1], text.Length);
            while (table[slot] is { } taken && taken != text)
                slot = (slot + 1) % Slots;
            table[slot] = text;
        }
        return table;
    }
}
