using StudyLake.Cli.Demo;

namespace StudyLake.Tests.Support;

/// <summary>A small CT image to be changed where a test needs it and written as a DICOM file.</summary>
internal sealed class TestObject
{
    private readonly SortedDictionary<uint, Action<DicomWriter>> _elements = [];
    private string _sopClass = "1.2.840.10008.5.1.4.1.1.2";
    private string _uid;

    public TestObject(string study = "1.2.3", string series = "1.2.3.1", string instance = "1.2.3.1.1")
    {
        _uid = instance;
        With(0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\AXIAL");
        With(0x0008_0020, "DA", "20260915");
        With(0x0008_0030, "TM", "103000");
        With(0x0008_0060, "CS", "CT");
        With(0x0008_0070, "LO", "Acme");
        With(0x0008_0080, "LO", "General");
        With(0x0010_0020, "LO", "PAT-1");
        With(0x0018_1000, "LO", "SN-1");
        With(0x0020_000D, "UI", study);
        With(0x0020_000E, "UI", series);
        Class(_sopClass);
        Instance(instance);
    }

    /// <summary>Sets an element of the top level; null leaves it out.</summary>
    public TestObject With(uint tag, string vr, string? value)
    {
        _elements[tag] = writer => writer.Text(tag, vr, value);
        return this;
    }

    /// <summary>Sets a sequence: for each item its elements in ascending order.</summary>
    public TestObject With(uint tag, params (uint Tag, string Vr, string Value)[][] items)
    {
        _elements[tag] = writer =>
            writer.Sequence(
                tag,
                items,
                undefinedLength: true,
                item =>
                {
                    foreach (var (itemTag, vr, value) in item)
                        writer.Text(itemTag, vr, value);
                }
            );
        return this;
    }

    /// <summary>Sets an element of bytes.</summary>
    public TestObject WithBytes(uint tag, string vr, byte[] value)
    {
        _elements[tag] = writer => writer.Bytes(tag, vr, value);
        return this;
    }

    public TestObject Class(string uid)
    {
        _sopClass = uid;
        return With(0x0008_0016, "UI", uid);
    }

    public TestObject Instance(string uid)
    {
        _uid = uid;
        return With(0x0008_0018, "UI", uid);
    }

    public byte[] Bytes(WireForm form = WireForm.ExplicitLittle)
    {
        var writer = new DicomWriter();
        writer.Begin(_sopClass, _uid, form, TextForm.Latin1);
        foreach (var write in _elements.Values)
            write(writer);
        return writer.End().ToArray();
    }
}
