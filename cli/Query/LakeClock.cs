using System.Globalization;

namespace StudyLake.Cli.Query;

/// <summary>What counts as now in a session, in place of the model <c>stg_clock</c>.</summary>
/// <param name="AsOf">The lake as it was known then, UTC: runs that ended later are left out. Null for all.</param>
/// <param name="Now">The moment that counts as now, UTC; null for the moment up to which the data are complete.</param>
internal sealed record LakeClock(DateTime? AsOf, DateTime? Now)
{
    /// <summary>The model that is replaced.</summary>
    public const string Model = "stg_clock";

    /// <summary>True when the log's own clock serves.</summary>
    public bool IsOwn => AsOf is null && Now is null;

    /// <summary>The query in the model's place.</summary>
    public string Statement =>
        $"""
            select data_complete_to, {Literal(Now) ?? "data_complete_to"} as now_at
            from (
                select max(moment) as data_complete_to
                from (
                    select max(recorded_at) as moment from raw_study_events where dt >= '0001-01-01'
                    union all
                    select max(ended_at) as moment from raw_ingest_runs
                    where dt >= '0001-01-01' and run_status = 'complete'{Until}
                )
            )
            """;

    private string Until => Literal(AsOf) is { } moment ? $" and ended_at <= {moment}" : "";

    private static string? Literal(DateTime? moment) =>
        moment is { } value
            ? $"timestamp '{value.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'"
            : null;
}
