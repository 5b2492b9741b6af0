using System.Text;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Byte sequences that mean something to a DICOM reader: the dictionary of the fuzz runs.</summary>
internal static class DicomTokens
{
    public static byte[][] All { get; } = [.. Tags(), .. Texts(), .. Fragments()];

    // Both byte orders of what the walk decides by.
    private static IEnumerable<byte[]> Tags()
    {
        foreach (
            var tag in (uint[])
                [
                    0x00000000,
                    0x00020000,
                    0x00020002,
                    0x00020010,
                    0x00041220,
                    0x00080000,
                    0x00080005,
                    0x00080016,
                    0x00080018,
                    0x00080060,
                    0x00081032,
                    0x00081140,
                    0x00090010,
                    0x00100010,
                    0x00100020,
                    0x0020000D,
                    0x0020000E,
                    0x00280010,
                    0x00291010,
                    0x00321060,
                    0x00400275,
                    0x00400555,
                    0x0040A043,
                    0x0040A168,
                    0x0040A300,
                    0x0040A730,
                    0x00540016,
                    0x00880200,
                    0x52009229,
                    0x52009230,
                    0x7FE00008,
                    0x7FE00010,
                    0xFFFCFFFC,
                    0xFFFEE000,
                    0xFFFEE00D,
                    0xFFFEE0DD,
                ]
        )
        {
            yield return new DicomBytes().Tag(tag).ToArray();
            yield return new DicomBytes(isExplicit: true, isBigEndian: true).Tag(tag).ToArray();
        }
    }

    private static IEnumerable<byte[]> Texts() =>
        (
            "DICM AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV "
            + "ZZ ?? -- 1.2.840.10008.1.2 1.2.840.10008.1.2.1 1.2.840.10008.1.2.2 1.2.840.10008.1.2.1.99 "
            + "1.2.840.113619.5.2 1.2.840.10008.1.3.10 1.2.840.10008.5.1.4.1.1.2 1.2.840.10008.5.1.4.1.1.88.67 "
            + "1.2.840.10008.5.1.4.1.1.128 1.2.840.10008.5.1.4.1.1.2.1 ISO_IR ISO_IR_192 GB18030 GBK \\ ^ = \\\\\\\\"
        )
            .Split(' ')
            .Append("ISO 2022 IR 87")
            .Append("ISO 2022 IR 149\\ISO 2022 IR 58")
            .Select(Encoding.ASCII.GetBytes);

    private static IEnumerable<byte[]> Fragments() =>
        [
            [0xFF, 0xFF, 0xFF, 0xFF],
            [0xFE, 0xFF, 0xFF, 0xFF],
            [0xFF, 0xFF],
            [0, 0, 0, 0],
            [0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF],
            [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0],
            [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0],
            [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0],
            [0x78, 0x9C],
            [0x1B, (byte)'$', (byte)'B'],
            [0x1B, (byte)'$', (byte)')', (byte)'C'],
            [0x1B, (byte)'-', (byte)'F'],
            [0x1B],
            new byte[16],
        ];
}
