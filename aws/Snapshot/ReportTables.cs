using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudyLake.Analytics;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Aws.Snapshot;

/// <summary>
/// Tables that were made once for every report, all of one state of the lake: <c>snapshot/reports/&lt;number&gt;.json</c>; while
/// they are being made, <c>snapshot/reports-building.json</c>.
/// </summary>
internal sealed record ReportTables
{
    // Before every event: of a lake without any, whatever is recorded came later.
    private const string Never = "0001-01-01 00:00:00";

    private const string Building = SnapshotManifest.Folder + "/reports-building.json";

    /// <summary>Where they are kept.</summary>
    public static ManifestFolder<ReportTables> Manifests { get; } =
        new(SnapshotManifest.Folder + "/reports", SnapshotJson.Default.ReportTables, static tables => tables.Number);

    /// <summary>Rises by one with each making, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When the making began, UTC: by it the tables age.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When they were committed, UTC; null while they are being made.</summary>
    public DateTime? CommittedAt { get; init; }

    /// <summary>SHA-256 over models and registry: with others the same events give other rows.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The state of the snapshot that they are made from, without the files in it.</summary>
    public required SnapshotManifest State { get; init; }

    /// <summary>The models that there are tables of; one that Athena could not compute is not among them.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>Names their folder and, behind <c>snapshot_</c>, the tables: <c>000007_20261001004500_reports</c>.</summary>
    [JsonIgnore]
    public string Run => string.Create(CultureInfo.InvariantCulture, $"{Number:D6}_{StartedAt:yyyyMMddHHmmss}_reports");

    /// <summary>The runs whose tables are read.</summary>
    [JsonIgnore]
    public IEnumerable<string> Runs => State.Runs.Append(Run);

    /// <summary>
    /// Where each model is read that there is: its table, the rows that the snapshot had then, and of the events and of what
    /// the checks hold against them, the accounts of segments and runs, those of that time.
    /// </summary>
    [JsonIgnore]
    public ImmutableDictionary<string, ModelSource> Sources =>
        State
            .Columns.Keys.Select(model =>
                KeyValuePair.Create(model, ModelSource.OfQuery(SnapshotSql.View(model, State)))
            )
            .Concat(
                Models.Select(model => KeyValuePair.Create(model, ModelSource.OfTable(SnapshotSql.TableOf(Run, model))))
            )
            .Append(UpTo(LakeTables.StudyEvents, "recorded_at"))
            // None where nothing of a segment could be read.
            .Append(UpTo(LakeTables.TransformBatches, "coalesce(last_recorded_at, timestamp '" + Never + "')"))
            // What a run has written is recorded after its start, and the last of it often just before its end.
            .Append(UpTo(LakeTables.IngestRuns, "started_at"))
            .ToImmutableDictionary(StringComparer.Ordinal);

    private KeyValuePair<string, ModelSource> UpTo(LakeTable table, string moment)
    {
        var name = RawTables.Name(table);
        var latest = SqlTypes.Literal(State.CompleteTo ?? Never);
        return KeyValuePair.Create(
            name,
            ModelSource.OfQuery($"select * from {name}\nwhere dt >= '0001-01-01' and {moment} <= timestamp {latest}")
        );
    }

    /// <summary>A digest of what the rows depend on beside the lake.</summary>
    public static Task<string> FingerprintAsync(
        ModelCatalog catalog,
        ILakeStore store,
        CancellationToken cancellationToken
    ) => SnapshotModels.FingerprintAsync(catalog, ReportModels.Asked(catalog), store, cancellationToken);

    /// <summary>The tables that reports by these models and the registry of the lake may read; null when there are none.</summary>
    public static async Task<ReportTables?> ValidAsync(
        ModelCatalog catalog,
        ILakeStore store,
        CancellationToken cancellationToken
    ) =>
        (await Manifests.ReadAllAsync(store, cancellationToken).ConfigureAwait(false)).LastOrDefault() is { } last
        && last.Fingerprint == await FingerprintAsync(catalog, store, cancellationToken).ConfigureAwait(false)
            ? last
            : null;

    /// <summary>Those that are being made; null for none.</summary>
    public static async Task<ReportTables?> BegunAsync(ILakeStore store, CancellationToken cancellationToken) =>
        await store.ReadAsync(Building, cancellationToken).ConfigureAwait(false) is { } json
            ? JsonSerializer.Deserialize(json, SnapshotJson.Default.ReportTables)
            : null;

    /// <summary>Says that their making has begun.</summary>
    public Task BeginAsync(ILakeStore store, CancellationToken cancellationToken) =>
        store.WriteAsync(
            Building,
            JsonSerializer.SerializeToUtf8Bytes(this, SnapshotJson.Default.ReportTables),
            cancellationToken
        );

    /// <summary>Says that none are being made.</summary>
    public static Task EndAsync(ILakeStore store, CancellationToken cancellationToken) =>
        store.DeleteAsync(Building, cancellationToken);
}
