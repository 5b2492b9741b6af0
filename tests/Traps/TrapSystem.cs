using System.Globalization;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>Objects with times for the traps of dates, orders and series, in the whole system.</summary>
internal static class TrapSystem
{
    /// <summary>Every exam by the three counting rules, as <c>study|accession|merged</c>.</summary>
    public const string ExamsByRule =
        "select (select count(*) from exams), (select count(*) from exams_accession), (select count(*) from exams_merged)";

    /// <summary>A CT image that says when it was acquired.</summary>
    /// <param name="uid">Study, series and instance as the last three numbers: <c>1.2.3</c>.</param>
    /// <param name="acquired">Local date and time as <c>yyyyMMddHHmmss</c>.</param>
    public static TestObject Image(string uid, string acquired)
    {
        var parts = uid.Split('.');
        return new TestObject(
            $"1.2.{parts[0]}",
            $"1.2.{parts[0]}.{parts[1]}",
            string.Create(CultureInfo.InvariantCulture, $"1.2.{parts[0]}.{parts[1]}.{parts[2]}")
        )
            .With(0x0008_0020, "DA", acquired[..8])
            .With(0x0008_0022, "DA", acquired[..8])
            .With(0x0008_0030, "TM", acquired[8..])
            .With(0x0008_0032, "TM", acquired[8..]);
    }

    /// <summary>Registers the institution General in Berlin and Overseas in Chicago, both open from 07:00 to 19:00.</summary>
    public static void RegisterSites(this TestSystem system) =>
        system.Register(
            "institutions.csv",
            "institution_name,site_name,time_zone,opens_at,closes_at",
            "General,General,Europe/Berlin,07:00,19:00",
            "Overseas,Overseas,America/Chicago,07:00,19:00"
        );
}
