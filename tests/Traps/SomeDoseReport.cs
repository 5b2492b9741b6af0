using System.Globalization;
using StudyLake.Tests.Ingest.Dicom;

namespace StudyLake.Tests.Traps;

/// <summary>Small dose reports by PS3.16 TID 10001 and 10011, with the code values that the standard prints.</summary>
internal static class SomeDoseReport
{
    /// <summary>A CT report: 113813 is the total of the dose length product, 113819 an acquisition, 113769 its event.</summary>
    public static byte[] Ct(
        string study,
        string instance,
        double dlp,
        string[] events,
        string meaning = "CT Dose Length Product Total",
        string code = "113813"
    ) =>
        File(
            study,
            instance,
            [
                Container("113811", Number(code, dlp.ToString(CultureInfo.InvariantCulture), "mGy.cm", meaning)),
                .. events.Select(uid => Container("113819", Uid("113769", uid))),
            ]
        );

    /// <summary>A projection report: 113722 is the total of the dose area product.</summary>
    public static byte[] Area(string study, string instance, string value, string unit) =>
        File(
            study,
            instance,
            [
                Container("113702", Number("113722", value, unit, "Dose Area Product Total")),
                Container("113706", Uid("113769", $"{study}.9")),
            ]
        );

    private static byte[] File(string study, string instance, Action<DicomBytes>[] content)
    {
        var file = DicomBytes
            .File()
            .Element(0x00080016, "UI", DicomBytes.DoseReport)
            .Element(0x00080018, "UI", instance)
            .Element(0x00080060, "CS", "SR")
            .Element(0x0020000D, "UI", study)
            .Element(0x0020000E, "UI", $"{study}.5")
            .Element(0x0040A040, "CS", "CONTAINER");
        Code(0x0040A043, "113701", "DCM", "X-Ray Radiation Dose Report")(file);
        return file.Sequence(0x0040A730, true, content).ToArray();
    }

    private static Action<DicomBytes> Code(uint sequence, string value, string scheme, string meaning) =>
        item =>
            item.Sequence(
                sequence,
                false,
                code =>
                    code.Element(0x00080100, "SH", value)
                        .Element(0x00080102, "SH", scheme)
                        .Element(0x00080104, "LO", meaning)
            );

    private static Action<DicomBytes> Container(string code, params Action<DicomBytes>[] children) =>
        item =>
        {
            item.Element(0x0040A040, "CS", "CONTAINER");
            Code(0x0040A043, code, "DCM", "")(item);
            item.Sequence(0x0040A730, true, children);
        };

    private static Action<DicomBytes> Number(string code, string value, string unit, string meaning) =>
        item =>
        {
            item.Element(0x0040A040, "CS", "NUM");
            Code(0x0040A043, code, "DCM", meaning)(item);
            item.Sequence(
                0x0040A300,
                false,
                measured =>
                {
                    Code(0x004008EA, unit, "UCUM", unit)(measured);
                    measured.Element(0x0040A30A, "DS", value);
                }
            );
        };

    private static Action<DicomBytes> Uid(string code, string uid) =>
        item =>
        {
            item.Element(0x0040A040, "CS", "UIDREF");
            Code(0x0040A043, code, "DCM", "Irradiation Event UID")(item);
            item.Element(0x0040A124, "UI", uid);
        };
}
