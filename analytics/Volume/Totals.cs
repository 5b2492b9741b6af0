using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Volume;

/// <summary>Holds what a part shows against what the marts count.</summary>
internal static class Totals
{
    /// <summary>Does nothing when the two are equal.</summary>
    /// <exception cref="ReportException">They differ; the part is then shown as failed.</exception>
    public static void Expect(string what, long expected, long found)
    {
        if (expected != found)
            throw new ReportException(
                $"Its numbers do not add up: expected {expected:N0} {what} by the marts, found {found:N0}."
            );
    }

    /// <summary>Compares with the exams of the month.</summary>
    /// <exception cref="ReportException">They differ.</exception>
    public static async Task ExpectExamsAsync(VolumeQueries queries, long found, CancellationToken cancellationToken)
    {
        var totals = await queries.RowsAsync("volume_totals", cancellationToken).ConfigureAwait(false);
        Expect("exams", totals[0].Count("exam_count"), found);
    }
}
