using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Builds DICOM byte by byte, right or wrong, by PS3.5 section 7 and PS3.10 section 7.</summary>
internal sealed class DicomBytes(bool isExplicit = true, bool isBigEndian = false)
{
    public const string ImplicitVr = "1.2.840.10008.1.2";
    public const string ExplicitVr = "1.2.840.10008.1.2.1";
    public const string Deflated = "1.2.840.10008.1.2.1.99";
    public const string BigEndian = "1.2.840.10008.1.2.2";
    public const string Ct = "1.2.840.10008.5.1.4.1.1.2";
    public const string DoseReport = "1.2.840.10008.5.1.4.1.1.88.67";
    public const string EnhancedCt = "1.2.840.10008.5.1.4.1.1.2.1";
    public const string Study = "1.2.3.1";
    public const string Series = "1.2.3.2";
    public const string Instance = "1.2.3.3";
    public const uint Undefined = 0xFFFFFFFF;

    private static readonly HashSet<string> LongVrs =
    [
        "OB",
        "OD",
        "OF",
        "OL",
        "OV",
        "OW",
        "SQ",
        "SV",
        "UC",
        "UN",
        "UR",
        "UT",
        "UV",
    ];

    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    /// <summary>Preamble, DICM and a right meta header.</summary>
    public static DicomBytes File(string transferSyntax = ExplicitVr)
    {
        var meta = new DicomBytes()
            .Element(0x00020001, "OB", [0, 1])
            .Element(0x00020002, "UI", Ct)
            .Element(0x00020003, "UI", Instance)
            .Element(0x00020010, "UI", transferSyntax);
        var file = new DicomBytes(transferSyntax != ImplicitVr, transferSyntax == BigEndian)
            .Raw(new byte[128])
            .Raw("DICM"u8);
        var length = new DicomBytes().Element(0x00020000, "UL", BitConverter.GetBytes(meta.Length));
        return file.Raw(length.ToArray()).Raw(meta.ToArray());
    }

    /// <summary>SOP Class, SOP Instance, Modality, Study and Series, in order.</summary>
    public DicomBytes Identity(string sopClass = Ct) => Front(sopClass).Uids();

    public DicomBytes Front(string sopClass = Ct) =>
        Element(0x00080016, "UI", sopClass).Element(0x00080018, "UI", Instance).Element(0x00080060, "CS", "CT");

    public DicomBytes Uids() => Element(0x0020000D, "UI", Study).Element(0x0020000E, "UI", Series);

    public DicomBytes Pixels(int count = 64) => Element(0x7FE00010, "OW", new byte[count]);

    public DicomBytes Element(uint tag, string vr, string value)
    {
        var bytes = Encoding.Latin1.GetBytes(value);
        var pad = vr == "UI" ? (byte)0 : (byte)' ';
        return Element(tag, vr, bytes.Length % 2 == 0 ? bytes : [.. bytes, pad]);
    }

    public DicomBytes Element(uint tag, string vr, ReadOnlySpan<byte> value) =>
        Header(tag, vr, (uint)value.Length).Raw(value);

    /// <summary>Only what stands before a value.</summary>
    public DicomBytes Header(uint tag, string vr, uint length)
    {
        Tag(tag);
        if (!isExplicit)
            return UInt32(length);
        Raw(Encoding.Latin1.GetBytes(vr));
        return LongVrs.Contains(vr) ? UInt16(0).UInt32(length) : UInt16((ushort)length);
    }

    /// <summary>A sequence of defined length with items of defined length, or both undefined.</summary>
    public DicomBytes Sequence(uint tag, bool undefined, params ReadOnlySpan<Action<DicomBytes>> items)
    {
        var content = new DicomBytes(isExplicit, isBigEndian);
        foreach (var fill in items)
        {
            var item = new DicomBytes(isExplicit, isBigEndian);
            fill(item);
            content.Tag(0xFFFEE000).UInt32(undefined ? Undefined : (uint)item.Length).Raw(item.ToArray());
            if (undefined)
                content.Delimiter(0xFFFEE00D);
        }
        if (undefined)
            content.Delimiter(0xFFFEE0DD);
        return Header(tag, "SQ", undefined ? Undefined : (uint)content.Length).Raw(content.ToArray());
    }

    public DicomBytes Delimiter(uint tag, uint length = 0) => Tag(tag).UInt32(length);

    public DicomBytes Tag(uint tag) => UInt16((ushort)(tag >> 16)).UInt16((ushort)tag);

    public DicomBytes UInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        if (isBigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return Raw(bytes);
    }

    public DicomBytes UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (isBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }

    public DicomBytes Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>The data set behind a meta header, deflated: raw as PS3.5 A.5 has it, or in a zlib wrapper.</summary>
    public static byte[] DeflatedFile(byte[] dataSet, bool zlib = false)
    {
        using var target = new MemoryStream();
        using (
            Stream deflate = zlib
                ? new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true)
                : new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true)
        )
        {
            deflate.Write(dataSet);
        }
        return File(Deflated).Raw(target.ToArray()).ToArray();
    }
}
