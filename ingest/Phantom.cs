using System.Text.RegularExpressions;

namespace StudyLake.Ingest;

/// <summary>Tells phantoms and test patients from people, so that quality control does not count as exams.</summary>
internal static partial class Phantom
{
    /// <summary>Whether the header says so (QualityControlSubject, PS3.3 C.7.1.1), or the patient's id or name reads so.</summary>
    public static bool Is(string? qualityControlSubject, string? patientId, string? patientName) =>
        string.Equals(qualityControlSubject, "YES", StringComparison.OrdinalIgnoreCase)
        || (patientId is not null && TestId().IsMatch(patientId))
        || (patientName is not null && TestId().IsMatch(patientName));

    // QA, QC or TEST must stand as a word of its own at the front, which in a name is the family name (PS3.5 section
    // 6.2.1): record numbers such as QA4711 and names such as TESTA or DOE^TEST are people's.
    [GeneratedRegex(@"phantom|^(qa|qc|test)([-_ .^=]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TestId();
}
