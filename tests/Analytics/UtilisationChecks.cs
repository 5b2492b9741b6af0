using StudyLake.Analytics;

namespace StudyLake.Tests.Analytics;

/// <summary>The declared tests of the marts of counting and utilisation, over a lake made for one test.</summary>
internal static class UtilisationChecks
{
    private static readonly string[] Models =
    [
        "study_accessions",
        "exam_accessions",
        "exams_accession",
        "exams_merged",
        "series_times",
        "exam_times",
        "operating_days",
        "device_gaps",
        "device_utilisation",
        "protocol_repeats",
    ];

    /// <summary>Runs each; the first row that fails is shown.</summary>
    public static async Task AssertAllPassAsync(HandmadeLake lake)
    {
        var failures = new List<string>();
        foreach (var test in Models.SelectMany(model => ModelTests.Of(HandmadeLake.Catalog[model])))
        {
            var rows = await lake.QueryAsync(test.Sql);
            if (rows.Length > 0)
                failures.Add($"{test.Model}: {test.Name}: {rows[0]}");
        }
        Assert.Empty(failures);
    }
}
