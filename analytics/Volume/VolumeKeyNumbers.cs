using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Volume;

/// <summary>The five numbers at the head; one that fails leaves the others.</summary>
/// <param name="queries">The month's queries.</param>
internal sealed class VolumeKeyNumbers(VolumeQueries queries)
{
    /// <summary>Makes them.</summary>
    public async Task<ImmutableArray<KeyNumber>> MakeAsync(CancellationToken cancellationToken) =>
        [
            await MakeAsync("exams", "Exams", ColumnFormat.Count, ExamsAsync, cancellationToken).ConfigureAwait(false),
            await MakeAsync("patients", "Patients", ColumnFormat.Count, PatientsAsync, cancellationToken)
                .ConfigureAwait(false),
            await MakeAsync("instances", "Instances", ColumnFormat.Count, InstancesAsync, cancellationToken)
                .ConfigureAwait(false),
            await MakeAsync("stored_bytes_added", "Storage added", ColumnFormat.Bytes, StorageAsync, cancellationToken)
                .ConfigureAwait(false),
            await MakeAsync(
                    "exams_per_working_day",
                    "Exams per working day",
                    ColumnFormat.Decimal,
                    PerDayAsync,
                    cancellationToken
                )
                .ConfigureAwait(false),
        ];

    private async Task<KeyNumber> MakeAsync(
        string name,
        string label,
        ColumnFormat format,
        Func<CancellationToken, Task<Func<DateOnly, object?>>> read,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var value = await read(cancellationToken).ConfigureAwait(false);
            return new KeyNumber
            {
                Name = name,
                Label = label,
                Format = format,
                Value = value(queries.Month) ?? (format == ColumnFormat.Decimal ? null : 0L),
                Comparisons =
                [
                    Compare("previous_month", queries.Previous, value),
                    Compare("year_before", queries.YearBefore, value),
                ],
                History = [.. queries.Months.Select(month => Number(value(month)))],
            };
        }
        catch (Exception exception) when (exception is QueryException or ReportException)
        {
            return new KeyNumber
            {
                Name = name,
                Label = label,
                Format = format,
                Value = null,
                Failure = exception.Message,
            };
        }
    }

    private KeyComparison Compare(string name, DateOnly month, Func<DateOnly, object?> value)
    {
        var before = value(month);
        return new KeyComparison(
            name,
            Display.ShortMonth(month),
            before,
            Ratio.Change(Number(value(queries.Month)), Number(before))
        );
    }

    private async Task<Func<DateOnly, object?>> ExamsAsync(CancellationToken cancellationToken)
    {
        var cube = await MonthCube.ReadAsync(queries, cancellationToken).ConfigureAwait(false);
        return month => cube.Compared(month);
    }

    private async Task<Func<DateOnly, object?>> InstancesAsync(CancellationToken cancellationToken)
    {
        var cube = await MonthCube.ReadAsync(queries, cancellationToken).ConfigureAwait(false);
        return month => cube.Instances(month) is > 0 and var instances ? instances : null;
    }

    private async Task<Func<DateOnly, object?>> PatientsAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("volume_patients", cancellationToken).ConfigureAwait(false);
        return month =>
            rows.FirstOrDefault(row => row.Month("exam_month") == month)?.Count("patient_count") is { } patients
                ? patients
                : null;
    }

    private async Task<Func<DateOnly, object?>> StorageAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("volume_storage", cancellationToken).ConfigureAwait(false);
        return month =>
            rows.FirstOrDefault(row => row.Month("storage_month") == month)?.Count("growth_bytes") is { } bytes
                ? bytes
                : null;
    }

    private async Task<Func<DateOnly, object?>> PerDayAsync(CancellationToken cancellationToken)
    {
        var days = await WorkingDays.ReadAsync(queries, cancellationToken).ConfigureAwait(false);
        return month => days.Rate(month) is { } rate ? rate : null;
    }

    private static double? Number(object? value) =>
        value switch
        {
            long number => number,
            double number => number,
            _ => null,
        };
}
