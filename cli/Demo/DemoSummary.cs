using StudyLake.Cli.Query;
using StudyLake.Events;

namespace StudyLake.Cli.Demo;

/// <summary>What a demo prints at its end.</summary>
internal static class DemoSummary
{
    private const int DifferencesShown = 10;

    private const string Counts = """
        select
            (select count(*) from stg_events) as change_count,
            (select count(*) from raw_study_events) as row_count,
            (select count(*) from stg_events where event_type = 'object_rejected') as rejected_count
        """;

    private static readonly (string Title, string Sql)[] Tables =
    [
        (
            "Volume by modality",
            "select modality, exam_count, study_count, series_count, instance_count, stored_bytes from studies_by_modality order by exam_count desc, modality"
        ),
        (
            "Volume by site",
            "select site_name, sum(exam_count) as exam_count, sum(study_count) as study_count, sum(stored_bytes) as stored_bytes from studies_by_institution group by site_name order by exam_count desc, site_name"
        ),
    ];

    /// <summary>Prints the volume tables.</summary>
    public static async Task PrintTablesAsync(
        LakeSession session,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        foreach (var (title, sql) in Tables)
        {
            await output.WriteLineAsync($"\n{title}");
            await output.FlushAsync(cancellationToken);
            await using var result = await session.QueryAsync(sql, [], cancellationToken);
            await using var stream = Console.OpenStandardOutput();
            await ResultPrinter.PrintAsync(result, ResultFormat.Table, stream, cancellationToken);
        }
    }

    /// <summary>Prints the checks and the last lines; true when everything agrees.</summary>
    public static async Task<bool> PrintAsync(
        LakeSession session,
        IReadOnlyList<IngestRun> passes,
        IReadOnlyList<DemoCheckResult> checks,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        foreach (var result in checks)
        {
            var total = result.Equal + result.Differences.Count;
            await output.WriteLineAsync($"{result.Check.Name, -50} {result.Equal:N0} of {total:N0} numbers equal");
            foreach (var difference in result.Differences.Take(DifferencesShown))
                await output.WriteLineAsync($"    {difference}");
        }
        var events = await session.QueryAsync(Counts, [], cancellationToken);
        await using var _ = events;
        var counts = (await events.ToArrayAsync(cancellationToken))[0];
        var equal = checks.Sum(result => result.Equal);
        var all = equal + checks.Sum(result => result.Differences.Count);
        await output.WriteLineAsync();
        await output.WriteLineAsync($"objects:    {passes[^1].ObjectsSeen:N0}");
        await output.WriteLineAsync($"events:     {counts[0]:N0}");
        await output.WriteLineAsync($"rows:       {counts[1]:N0}");
        await output.WriteLineAsync($"rejected:   {counts[2]:N0}");
        await output.WriteLineAsync($"totals:     {equal:N0} of {all:N0} equal to the generator's own count");
        await output.WriteLineAsync($"reconciles: {(equal == all ? "yes" : "no")}");
        return equal == all;
    }
}
