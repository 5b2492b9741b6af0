using System.Globalization;
using StudyLake.Cli.Demo;

namespace StudyLake.Benchmarks.Data;

/// <summary>Writes objects whose headers have the sizes seen in the wild: plain, with vendor blobs, per frame, reports.</summary>
/// <remarks>
/// The writer shares nothing with the reader. Every value is invented from the seed, so two runs give the same bytes.
/// </remarks>
internal sealed class HeaderShapes(int seed)
{
    private const string Ct = "1.2.840.10008.5.1.4.1.1.2";
    private const string Mr = "1.2.840.10008.5.1.4.1.1.4";
    private const string EnhancedCt = "1.2.840.10008.5.1.4.1.1.2.1";
    private const string DoseReport = "1.2.840.10008.5.1.4.1.1.88.67";
    private const string FillerText =
        "Reconstruction window soft tissue, tube A, care dose, gantry zero, table feed thirty";

    private readonly Random _random = new(seed);
    private readonly DicomWriter _writer = new();
    private int _objects;

    /// <summary>A single-frame CT or MR image with a header of about 2.9 KB and a stamp of pixels.</summary>
    public byte[] Plain() => Image(csa: false);

    /// <summary>The same with the two CSA headers of Siemens before group 0032: about 11 KB and 60 to 160 KB.</summary>
    public byte[] SiemensCsa() => Image(csa: true);

    /// <summary>A multi-frame image of so many frames, each with functional groups of about 490 bytes.</summary>
    public byte[] Enhanced(int frames)
    {
        Begin(EnhancedCt, "CT");
        Acquisition(isCt: true);
        Place();
        Pixels(frames);
        _writer.Sequence(0x52009229, [0], undefinedLength: false, _ => SharedGroups());
        _writer.Sequence(0x52009230, Enumerable.Range(1, frames), undefinedLength: true, FrameGroups);
        _writer.Bytes(0x7FE00010, "OW", new byte[1024]);
        return _writer.End().ToArray();
    }

    /// <summary>A CT dose report of so many irradiation events, each of about 3 KB. PS3.16 TID 10011 and 10013.</summary>
    public byte[] Rdsr(int events)
    {
        Begin(DoseReport, "SR");
        Place();
        _writer.Text(0x0040A040, "CS", "CONTAINER");
        Code(0x0040A043, "113701", "DCM", "X-Ray Radiation Dose Report");
        _writer.Text(0x0040A050, "CS", "SEPARATE");
        _writer.Text(0x0040A491, "CS", "COMPLETE");
        _writer.Sequence(0x0040A730, Enumerable.Range(0, events + 1), false, index => DoseContainer(index, events));
        return _writer.End().ToArray();
    }

    private byte[] Image(bool csa)
    {
        var isCt = !csa && _objects % 2 == 0;
        Begin(isCt ? Ct : Mr, isCt ? "CT" : "MR");
        Acquisition(isCt);
        if (csa)
            _writer.Text(0x00191010, "LO", FillerText);
        Place();
        Pixels(frames: null);
        if (csa)
        {
            _writer.Text(0x00290010, "LO", "SIEMENS CSA HEADER");
            _writer.Bytes(0x00291010, "OB", Noise(11_000));
            _writer.Bytes(0x00291020, "OB", Noise(_random.Next(60_000, 160_000)));
        }
        _writer.Text(0x00321060, "LO", "Routine examination");
        _writer.Text(0x00400244, "DA", "20260301");
        _writer.Text(0x00400245, "TM", "081530");
        _writer.Text(0x00400253, "SH", Number(10_000, 99_999));
        _writer.Sequence(0x00400275, [0], false, _ => RequestItem());
        if (!csa)
        {
            _writer.Text(0x00510010, "LO", "VENDOR PRIVATE");
            for (uint element = 0; element < 9; element++)
                _writer.Text(0x00511001 + element, "LO", FillerText[..60]);
        }
        _writer.Bytes(0x7FE00010, "OW", new byte[2048]);
        return _writer.End().ToArray();
    }

    private void Begin(string sopClass, string modality)
    {
        var root = $"1.2.826.0.1.3680043.8.498.{Number(1_000_000, 9_999_999)}{Number(1_000_000, 9_999_999)}";
        _objects++;
        _writer.Begin(sopClass, $"{root}.3.{_objects}", WireForm.ExplicitLittle, TextForm.Latin1);
        _writer.Text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL\\NORM");
        _writer.Text(0x00080012, "DA", "20260301");
        _writer.Text(0x00080013, "TM", $"08{Number(10, 60)}{Number(10, 60)}.{Number(100_000, 999_999)}");
        _writer.Text(0x00080016, "UI", sopClass);
        _writer.Text(0x00080018, "UI", $"{root}.3.{_objects}");
        foreach (var tag in (uint[])[0x00080020, 0x00080021, 0x00080022, 0x00080023])
            _writer.Text(tag, "DA", "20260301");
        foreach (var tag in (uint[])[0x00080030, 0x00080031, 0x00080032, 0x00080033])
            _writer.Text(tag, "TM", $"08{Number(10, 60)}{Number(10, 60)}.{Number(100_000, 999_999)}");
        _writer.Text(0x00080050, "SH", $"A{Number(1_000_000, 9_999_999)}");
        _writer.Text(0x00080060, "CS", modality);
        _writer.Text(0x00080070, "LO", "SIEMENS");
        _writer.Text(0x00080080, "LO", "Institution of the benchmark");
        _writer.Text(0x00080081, "ST", "1 Example Street, Example");
        _writer.Text(0x00080090, "PN", "REFERRER^SOME");
        _writer.Text(0x00081010, "SH", $"STATION{Number(1, 9)}");
        _writer.Text(0x00081030, "LO", "Examination of the benchmark");
        _writer.Sequence(0x00081032, [0], false, _ => CodeItem("CTCHEST", "99LOCAL", "Chest"));
        _writer.Text(0x0008103E, "LO", $"Series {Number(1, 20)} soft 3.0");
        _writer.Text(0x00081040, "LO", "Radiology");
        _writer.Text(0x00081050, "PN", "PERFORMER^SOME");
        _writer.Text(0x00081070, "PN", "OPERATOR^SOME");
        _writer.Text(0x00081090, "LO", "Model of the benchmark");
        _writer.Sequence(0x00081140, Enumerable.Range(1, 3), false, Reference);
        _writer.Text(0x00100010, "PN", "NOBODY^AT ALL");
        _writer.Text(0x00100020, "LO", $"P{Number(100_000, 999_999)}");
        _writer.Text(0x00100030, "DA", "19700101");
        _writer.Text(0x00100040, "CS", "O");
        _writer.Text(0x00101010, "AS", "056Y");
        _writer.Text(0x00101030, "DS", Number(50, 99));
        _root = root;
    }

    private string _root = "";

    private void Acquisition(bool isCt)
    {
        _writer.Text(0x00180015, "CS", "CHEST");
        if (!isCt)
        {
            _writer.Text(0x00180020, "CS", "SE");
            _writer.Text(0x00180021, "CS", "SK\\SP\\OSP");
        }
        _writer.Text(0x00180050, "DS", $"{Number(1, 5)}.{Number(1, 9)}");
        if (isCt)
            _writer.Text(0x00180060, "DS", "120");
        else
        {
            _writer.Text(0x00180080, "DS", Number(300, 4_000));
            _writer.Text(0x00180081, "DS", Number(5, 120));
            _writer.Text(0x00180087, "DS", "1.5");
        }
        _writer.Text(0x00181000, "LO", Number(10_000, 99_999));
        _writer.Text(0x00181020, "LO", "syngo VA48A\\kernel 3");
        _writer.Text(0x00181030, "LO", "Thorax routine adult");
        _writer.Text(0x00181100, "DS", Number(250, 500));
        if (isCt)
        {
            _writer.Text(0x00181150, "IS", Number(300, 900));
            _writer.Text(0x00181151, "IS", Number(80, 600));
            _writer.Text(0x00181152, "IS", Number(30, 300));
            _writer.Text(0x00181210, "SH", "Br40d");
        }
        else
            _writer.Text(0x00181314, "DS", "150");
        _writer.Text(0x00185100, "CS", "HFS");
        if (isCt)
            _writer.Number(0x00189345, _random.Next(100, 2_000) / 100.0);
    }

    private void Place()
    {
        _writer.Text(0x0020000D, "UI", $"{_root}.1");
        _writer.Text(0x0020000E, "UI", $"{_root}.2");
        _writer.Text(0x00200010, "SH", Number(1_000, 9_999));
        _writer.Text(0x00200011, "IS", Number(1, 20));
        _writer.Text(0x00200012, "IS", "1");
        _writer.Text(0x00200013, "IS", Number(1, 400));
        _writer.Text(0x00200032, "DS", $"-{Number(100, 250)}.5\\-{Number(100, 250)}.25\\{Number(1, 900)}.75");
        _writer.Text(0x00200037, "DS", "1\\0\\0\\0\\1\\0");
        _writer.Text(0x00200052, "UI", $"{_root}.4");
        _writer.Text(0x00204000, "LT", FillerText);
    }

    private void Pixels(int? frames)
    {
        _writer.UnsignedShort(0x00280002, 1);
        _writer.Text(0x00280004, "CS", "MONOCHROME2");
        if (frames is { } count)
            _writer.Text(0x00280008, "IS", Text(count));
        _writer.UnsignedShort(0x00280010, 512);
        _writer.UnsignedShort(0x00280011, 512);
        _writer.Text(0x00280030, "DS", "0.7421875\\0.7421875");
        _writer.UnsignedShort(0x00280100, 16);
        _writer.UnsignedShort(0x00280101, 12);
        _writer.UnsignedShort(0x00280102, 11);
        _writer.UnsignedShort(0x00280103, 0);
        _writer.Text(0x00281050, "DS", "40\\400");
        _writer.Text(0x00281051, "DS", "400\\2000");
        _writer.Text(0x00281052, "DS", "-1024");
        _writer.Text(0x00281053, "DS", "1");
    }

    private void RequestItem()
    {
        _writer.Text(0x00321060, "LO", "Routine examination");
        _writer.Text(0x00400007, "LO", "Chest without contrast");
        _writer.Text(0x00400009, "SH", Number(10_000, 99_999));
        _writer.Text(0x00401001, "SH", Number(10_000, 99_999));
    }

    private void Reference(int number)
    {
        _writer.Text(0x00081150, "UI", Ct);
        _writer.Text(0x00081155, "UI", $"1.2.826.0.1.3680043.8.498.{Number(1_000_000, 9_999_999)}.{number}");
    }

    private void SharedGroups()
    {
        _writer.Sequence(0x00189321, [0], false, _ => _writer.Number(0x00189345, 7.5));
        _writer.Sequence(
            0x00289110,
            [0],
            false,
            _ =>
            {
                _writer.Text(0x00180050, "DS", "1.0");
                _writer.Text(0x00280030, "DS", "0.7\\0.7");
            }
        );
    }

    private void FrameGroups(int frame)
    {
        _writer.Sequence(
            0x00189321,
            [0],
            true,
            _ =>
            {
                _writer.Number(0x00189328, 500);
                _writer.Number(0x00189330, 200 + (frame % 50));
                _writer.Number(0x00189332, 100);
                _writer.Number(0x00189345, 7.5);
            }
        );
        _writer.Sequence(
            0x00189329,
            [0],
            true,
            _ =>
            {
                _writer.Text(0x00089007, "CS", "ORIGINAL\\PRIMARY\\VOLUME\\NONE");
                _writer.Text(0x00089205, "CS", "MONOCHROME");
                _writer.Text(0x00089206, "CS", "VOLUME");
                _writer.Text(0x00089207, "CS", "NONE");
            }
        );
        _writer.Sequence(
            0x00209111,
            [0],
            true,
            _ =>
            {
                _writer.Text(0x00189074, "DT", $"20260301081530.{frame:000000}");
                _writer.Text(0x00189151, "DT", $"20260301081531.{frame:000000}");
                _writer.Text(0x00209056, "SH", "1");
            }
        );
        _writer.Sequence(
            0x00209113,
            [0],
            true,
            _ => _writer.Text(0x00200032, "DS", $"-190.5\\-190.5\\{Text(frame)}.25")
        );
        _writer.Sequence(0x00209116, [0], true, _ => _writer.Text(0x00200037, "DS", "1\\0\\0\\0\\1\\0"));
    }

    private void DoseContainer(int index, int events)
    {
        _writer.Text(0x0040A010, "CS", "CONTAINS");
        _writer.Text(0x0040A040, "CS", "CONTAINER");
        Code(
            0x0040A043,
            index == 0 ? "113811" : "113819",
            "DCM",
            index == 0 ? "CT Accumulated Dose Data" : "CT Acquisition"
        );
        _writer.Text(0x0040A050, "CS", "SEPARATE");
        var numbers =
            index == 0
                ? new[]
                {
                    ("113812", "Total Number of Irradiation Events", "{events}"),
                    ("113813", "CT Dose Length Product Total", "mGy.cm"),
                }
                :
                [
                    ("113824", "Exposure Time", "s"),
                    ("113825", "Scanning Length", "mm"),
                    ("113830", "Mean CTDIvol", "mGy"),
                    ("113838", "DLP", "mGy.cm"),
                    ("113733", "KVP", "kV"),
                    ("113734", "X-Ray Tube Current", "mA"),
                    ("113769", "Identifier", "1"),
                ];
        _writer.Sequence(0x0040A730, numbers, false, number => Measured(number, index == 0 ? events : index));
    }

    private void Measured((string Code, string Meaning, string Unit) number, int value)
    {
        _writer.Text(0x0040A010, "CS", "CONTAINS");
        _writer.Text(0x0040A040, "CS", "NUM");
        Code(0x0040A043, number.Code, "DCM", number.Meaning);
        _writer.Sequence(
            0x0040A300,
            [0],
            false,
            _ =>
            {
                Code(0x004008EA, number.Unit, "UCUM", number.Unit);
                _writer.Text(0x0040A30A, "DS", Text(value));
            }
        );
    }

    private void Code(uint tag, string value, string scheme, string meaning) =>
        _writer.Sequence(tag, [0], false, _ => CodeItem(value, scheme, meaning));

    private void CodeItem(string value, string scheme, string meaning)
    {
        _writer.Text(0x00080100, "SH", value);
        _writer.Text(0x00080102, "SH", scheme);
        _writer.Text(0x00080104, "LO", meaning);
    }

    private byte[] Noise(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Number(int least, int below) => Text(_random.Next(least, below));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
