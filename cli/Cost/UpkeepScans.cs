using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Aws.Cost;
using StudyLake.Aws.Snapshot;
using StudyLake.Cli.Lake;

namespace StudyLake.Cli.Cost;

/// <summary>What the upkeep of the snapshot and of the tables of reports reads on Athena.</summary>
/// <remarks>
/// The builders themselves run, in front of an engine that plans: a whole build, one that adds to it, and one that adds
/// to both, which is what nearly every build is; then a making of the tables of reports.
/// </remarks>
internal static class UpkeepScans
{
    private const int DaysAMonth = 30;

    /// <summary>The events of one bucket of a whole build, which alone is read from the lake for each.</summary>
    private const string Events = "00_raw_study_events";

    /// <summary>Plans them.</summary>
    /// <param name="inputs">How much the lake holds.</param>
    /// <param name="model">How many bytes a reading has.</param>
    /// <param name="time">The clock, which names the builds.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ImmutableArray<UpkeepScan>> OfAsync(
        ScanInputs inputs,
        ScanModel model,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var catalog = ModelCatalog.Embedded();
        var planner = await ScanPlanner
            .OpenAsync(catalog, new HashSet<string>(), cancellationToken)
            .ConfigureAwait(false);
        await using var _ = planner.ConfigureAwait(false);
        using var engine = new PlannedUpkeep(planner, model);
        var folder = Directory.CreateTempSubdirectory("studylake-upkeep-");
        try
        {
            var store = new FolderLakeStore(folder.FullName);
            var options = new SnapshotOptions { LakeBucket = "lake", Database = "" };
            var snapshot = new SnapshotBuilder(store, _ => engine, catalog, options, time);
            await AddFileAsync(1).ConfigureAwait(false);
            await snapshot.BuildAsync(isWhole: false, cancellationToken).ConfigureAwait(false);
            var whole = engine.Take();
            engine.IsAddition = true;
            await AddFileAsync(2).ConfigureAwait(false);
            await snapshot.BuildAsync(isWhole: false, cancellationToken).ConfigureAwait(false);
            engine.Take();
            await AddFileAsync(3).ConfigureAwait(false);
            await snapshot.BuildAsync(isWhole: false, cancellationToken).ConfigureAwait(false);
            var addition = engine.Take();
            engine.IsAddition = false;
            await new ReportTablesBuilder(store, _ => engine, catalog, options, time)
                .MakeAsync(isAsked: true, cancellationToken)
                .ConfigureAwait(false);
            var events = inputs.Studies * inputs.InstancesPerStudy * inputs.EventsPerInstance;
            var buckets = (int)Math.Clamp(Math.Ceiling(events / options.EntriesPerBucket), 1, options.Buckets);
            var more = Enumerable.Repeat(whole.First(statement => statement.Query == Events), buckets - 1);
            return
            [
                new("snapshot, one addition", addition, inputs.SnapshotsADay * DaysAMonth),
                new("tables of reports, one making", engine.Take(), inputs.ReportTablesADay * DaysAMonth),
                // A year of a million studies has grown by a quarter in three months.
                new("snapshot, one whole build", [.. whole, .. more], 1.0 / 3),
            ];

            Task AddFileAsync(int number) =>
                store.CreateAsync(
                    string.Create(CultureInfo.InvariantCulture, $"study_events/dt=2026-01-02/{number}.parquet"),
                    ReadOnlyMemory<byte>.Empty,
                    cancellationToken
                );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
