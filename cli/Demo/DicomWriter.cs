using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace StudyLake.Cli.Demo;

/// <summary>
/// Writes one DICOM Part 10 file into memory: preamble, meta header, data set (PS3.10 section 7, PS3.5 section 7).
/// </summary>
/// <remarks>
/// Shares nothing with the reader in <c>ingest</c>, so that a misunderstanding cannot cancel itself out. Tags are given as
/// <c>0xGGGGEEEE</c> and must ascend within a data set or item, else <see cref="InvalidOperationException"/>. Null values
/// write nothing. Not thread-safe; one writer may write many files, one after the other.
/// </remarks>
public sealed class DicomWriter
{
    private const uint Item = 0xFFFEE000;
    private const uint ItemEnd = 0xFFFEE00D;
    private const uint SequenceEnd = 0xFFFEE0DD;
    private const uint Undefined = 0xFFFFFFFF;

    private readonly Stack<(int LengthAt, uint LastTag)> _open = new();
    private byte[] _bytes = new byte[8192];
    private int _length;
    private int _dataSetAt;
    private uint _lastTag;
    private WireForm _form;
    private TextForm _text;
    private bool _explicit;
    private bool _big;

    /// <summary>Starts a file: 128 zero bytes, DICM and group 0002, always explicit little endian.</summary>
    public void Begin(string sopClassUid, string? sopInstanceUid, WireForm form, TextForm text)
    {
        _length = 0;
        _lastTag = 0;
        _open.Clear();
        (_explicit, _big, _form, _text) = (true, false, form, text);
        Reserve(128).Clear();
        "DICM"u8.CopyTo(Reserve(4));
        UnsignedLong(0x00020000, 0);
        var metaAt = _length;
        Bytes(0x00020001, "OB", [0, 1]);
        Text(0x00020002, "UI", sopClassUid);
        Text(0x00020003, "UI", sopInstanceUid);
        Text(0x00020010, "UI", TransferSyntaxUid(form));
        Text(0x00020012, "UI", "2.25.302043790172249692526321623266752743501");
        Text(0x00020013, "SH", "STUDYLAKE_DEMO");
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(metaAt - 4), (uint)(_length - metaAt));
        (_explicit, _big) = (form != WireForm.ImplicitLittle, form == WireForm.ExplicitBig);
        _dataSetAt = _length;
        _lastTag = 0;
        Text(0x00080005, "CS", DicomText.Declaration(text));
    }

    /// <summary>The finished file. Deflates the data set when the transfer syntax asks for it.</summary>
    public ReadOnlyMemory<byte> End()
    {
        if (_open.Count > 0)
            throw new InvalidOperationException($"Expected every sequence closed, found {_open.Count} open.");
        if (_form != WireForm.Deflated)
            return _bytes.AsMemory(0, _length);
        using var output = new MemoryStream();
        output.Write(_bytes, 0, _dataSetAt);
        using (var deflate = new DeflateStream(output, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(_bytes, _dataSetAt, _length - _dataSetAt);
        if (output.Length % 2 == 1)
            output.WriteByte(0);
        return output.ToArray();
    }

    /// <summary>A text value of any string VR; several values are separated by a backslash. Null writes nothing.</summary>
    public void Text(uint tag, string vr, string? value)
    {
        if (value is null)
            return;
        var usesCharacterSet = vr is "PN" or "LO" or "SH" or "LT" or "ST" or "UT" or "UC";
        var encoded = usesCharacterSet ? DicomText.Encode(value, _text) : Encoding.ASCII.GetBytes(value);
        var padding = encoded.Length % 2;
        Header(tag, vr, (uint)(encoded.Length + padding));
        encoded.CopyTo(Reserve(encoded.Length));
        if (padding == 1)
            Reserve(1)[0] = vr == "UI" ? (byte)0 : (byte)' ';
    }

    /// <summary>US: one 16-bit number.</summary>
    public void UnsignedShort(uint tag, ushort value)
    {
        Header(tag, "US", 2);
        Put16(value);
    }

    /// <summary>UL: one 32-bit number.</summary>
    public void UnsignedLong(uint tag, uint value)
    {
        Header(tag, "UL", 4);
        Put32(value);
    }

    /// <summary>FD: one 64-bit floating point number. Null writes nothing.</summary>
    public void Number(uint tag, double? value)
    {
        if (value is not { } number)
            return;
        Header(tag, "FD", 8);
        if (_big)
            BinaryPrimitives.WriteDoubleBigEndian(Reserve(8), number);
        else
            BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), number);
    }

    /// <summary>OB, UN or OW bytes; for OW they are taken as little-endian words and swapped when needed.</summary>
    public void Bytes(uint tag, string vr, ReadOnlySpan<byte> value)
    {
        Header(tag, vr, (uint)(value.Length + (value.Length % 2)));
        var target = Reserve(value.Length + (value.Length % 2));
        target.Clear();
        value.CopyTo(target);
        if (_big && vr == "OW")
            for (var i = 0; i + 1 < target.Length; i += 2)
                (target[i], target[i + 1]) = (target[i + 1], target[i]);
    }

    /// <summary>Opens a sequence, writes one item for each source with <paramref name="write"/>, and closes it.</summary>
    /// <param name="tag">The tag of the sequence.</param>
    /// <param name="items">What the items are made of; none gives an empty sequence.</param>
    /// <param name="undefinedLength">Undefined length with delimiters, else defined lengths.</param>
    /// <param name="write">Writes the elements of one item.</param>
    public void Sequence<T>(uint tag, IEnumerable<T> items, bool undefinedLength, Action<T> write)
    {
        Header(tag, "SQ", undefinedLength ? Undefined : 0);
        _open.Push((_length, _lastTag));
        foreach (var item in items)
        {
            PutTag(Item);
            Put32(undefinedLength ? Undefined : 0);
            var contentAt = _length;
            _lastTag = 0;
            write(item);
            if (undefinedLength)
                Delimiter(ItemEnd);
            else
                Patch32(contentAt - 4, _length - contentAt);
        }
        var (lengthAt, last) = _open.Pop();
        _lastTag = last;
        if (undefinedLength)
            Delimiter(SequenceEnd);
        else
            Patch32(lengthAt - 4, _length - lengthAt);
    }

    private static string TransferSyntaxUid(WireForm form) =>
        form switch
        {
            WireForm.ImplicitLittle => "1.2.840.10008.1.2",
            WireForm.ExplicitBig => "1.2.840.10008.1.2.2",
            WireForm.Deflated => "1.2.840.10008.1.2.1.99",
            _ => "1.2.840.10008.1.2.1",
        };

    private void Header(uint tag, string vr, uint length)
    {
        if (tag <= _lastTag)
            throw new InvalidOperationException($"Expected a tag above {_lastTag:X8}, found {tag:X8}.");
        _lastTag = tag;
        PutTag(tag);
        if (!_explicit)
        {
            Put32(length);
            return;
        }
        var name = Reserve(2);
        name[0] = (byte)vr[0];
        name[1] = (byte)vr[1];
        if (vr is "SQ" or "OB" or "OW" or "UN" or "UT" or "UC")
        {
            Put16(0);
            Put32(length);
            return;
        }
        Put16(checked((ushort)length));
    }

    private void Delimiter(uint tag)
    {
        PutTag(tag);
        Put32(0);
    }

    private void PutTag(uint tag)
    {
        Put16((ushort)(tag >> 16));
        Put16((ushort)tag);
    }

    private void Put16(ushort value)
    {
        if (_big)
            BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);
    }

    private void Put32(uint value)
    {
        Reserve(4);
        Patch32(_length - 4, (int)value);
    }

    private void Patch32(int at, int value)
    {
        if (_big)
            BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(at), value);
        else
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at), value);
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
