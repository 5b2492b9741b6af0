using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Volume;

/// <summary>The monthly report of modality and volume.</summary>
/// <param name="query">Runs a query over the lake.</param>
/// <param name="catalog">Where the queries are.</param>
/// <param name="time">The clock that says as of when.</param>
/// <remarks>A part whose query fails or whose numbers do not add up is named as failed; the others are still made.
/// What the engine said goes to <see cref="ReportDocument.FailureDetails"/> and not on the page.</remarks>
public sealed class VolumeReport(ReportQuery query, ModelCatalog catalog, TimeProvider time)
{
    private const string Privacy =
        "For use within the organisation. It holds counts only, no name, birth date, patient number or image; patients are counted by keyed pseudonyms. Small counts are not suppressed: do not publish it.";

    /// <summary>
    /// First day of the last complete month: the latest with an exam that had ended when the latest event was recorded.
    /// Null when there is none.
    /// </summary>
    /// <exception cref="QueryException">The engine refused or failed the query.</exception>
    public async Task<DateOnly?> LastMonthAsync(CancellationToken cancellationToken)
    {
        var queries = new VolumeQueries(query, catalog, default);
        ImmutableArray<ReportRecord> rows;
        try
        {
            rows = await queries.RowsAsync("volume_scope", cancellationToken).ConfigureAwait(false);
        }
        catch (QueryException exception) when (queries.Failures is [var failure, ..])
        {
            // No page is made here, so the caller may read what the engine said.
            throw new QueryException($"{failure.Term}: {failure.Text}", exception);
        }
        if (rows.FirstOrDefault() is not { } row)
            return null;
        if (row.Date("last_exam_date") is not { } last || row.Moment("data_complete_to") is not { } moment)
            return null;
        var complete = First(DateOnly.FromDateTime(moment)).AddMonths(-1);
        return First(last) < complete ? First(last) : complete;
    }

    /// <summary>Makes the report of the month that holds the day.</summary>
    public async Task<ReportDocument> MakeAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var queries = new VolumeQueries(query, catalog, First(day));
        var asOf = time.GetUtcNow().UtcDateTime;
        var activity = new VolumeActivity(queries);
        var work = new VolumeWork(queries);
        var data = new VolumeData(queries);
        var keys = await new VolumeKeyNumbers(queries).MakeAsync(cancellationToken).ConfigureAwait(false);
        var (facts, warnings, missing) = await new VolumeFacts(queries)
            .MakeAsync(asOf, cancellationToken)
            .ConfigureAwait(false);
        (string Name, string Title, Func<CancellationToken, Task<ReportPart>> Make)[] parts =
        [
            ("modality-and-site", "Modality and site", activity.BySiteAsync),
            ("trend", "Thirteen months", activity.TrendAsync),
            ("working-days", "Per working day", activity.WorkingDaysAsync),
            ("exam-types", "Exam types", work.ExamTypesAsync),
            ("devices", "Devices", work.DevicesAsync),
            ("hours", "Hours", work.HoursAsync),
            ("storage", "Storage", data.StorageAsync),
            ("quality", "Quality", data.QualityAsync),
            ("rejected", "Rejected objects", data.RejectedAsync),
            ("unmapped", "Names not mapped", data.UnmappedAsync),
            ("reconciliation", "Reconciliation", data.ReconciliationAsync),
            ("coverage", "Coverage", data.CoverageAsync),
        ];
        var made = ImmutableArray.CreateBuilder<ReportPart>(parts.Length);
        foreach (var part in parts)
            made.Add(await MakeAsync(part.Name, part.Title, part.Make, cancellationToken).ConfigureAwait(false));
        return new ReportDocument
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"volume-{queries.Month:yyyy-MM}"),
            Title = "Imaging volume",
            Period = Display.Month(queries.Month),
            AsOf = asOf,
            Facts = facts,
            Warnings = keys[0] is { Failure: null, Value: 0L }
                ? warnings.Add($"No exam of {Display.Month(queries.Month)} is in the lake.")
                : warnings,
            MissingFacts = missing,
            FailureDetails = queries.Failures,
            KeyNumbers = keys,
            Parts = made.MoveToImmutable(),
            Definitions = VolumeWords.Definitions,
            PrivacyNote = Privacy,
        };
    }

    private static async Task<ReportPart> MakeAsync(
        string name,
        string title,
        Func<CancellationToken, Task<ReportPart>> make,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await make(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is QueryException or ReportException)
        {
            return new ReportPart
            {
                Name = name,
                Title = title,
                Failure = exception.Message,
            };
        }
    }

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);
}
