using System.Globalization;

namespace StudyLake.Cli.Demo;

/// <summary>The age of a demo patient at a study, as the notes define it.</summary>
internal static class DemoAge
{
    /// <summary>Completed years at the study, else the stated age; null when unknown or impossible.</summary>
    public static int? Years(DemoStudy study)
    {
        if (study.Date is not { } date || !TryDate(study.Patient.BirthDate, out var birth))
            return study.Patient.Age is not { } age ? null
                : age.EndsWith('Y') ? int.Parse(age[..^1], CultureInfo.InvariantCulture)
                : 0;
        // As numbers of the form yyyymmdd: born on 29 February, a year is complete on 1 March.
        var years = Math.Floor((Number(date) - Number(birth)) / 10000.0);
        return years is >= 0 and <= 130 ? (int)years : null;
    }

    /// <summary>Ten years a band, <c>90+</c>, or <c>unknown</c>.</summary>
    public static string Band(DemoStudy study) =>
        Years(study) switch
        {
            null => DemoTruth.Unknown,
            >= 90 => "90+",
            { } years => $"{years / 10 * 10}-{(years / 10 * 10) + 9}",
        };

    /// <summary>Reads a birth date as written.</summary>
    public static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static int Number(DateOnly date) => (date.Year * 10000) + (date.Month * 100) + date.Day;
}
