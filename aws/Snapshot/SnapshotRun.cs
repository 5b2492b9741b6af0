using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StudyLake.Transform;

namespace StudyLake.Aws.Snapshot;

/// <summary>
/// A build that has begun: <c>snapshot/building.json</c>. Who finds one goes on with it, and each statement of it that was
/// sent before gives what it gave then, since tokens are made of run and statement.
/// </summary>
internal sealed record SnapshotRun
{
    private const string FileName = SnapshotManifest.Folder + "/building.json";

    /// <summary>The number that its manifest will have.</summary>
    public required int Number { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>What it is made with; see <see cref="SnapshotManifest.Fingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whether every study is folded again.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>The files of <c>study_events</c> that were there when it began, sorted.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Partitions with a file that the snapshot before has not seen, sorted; all of them for a whole build.</summary>
    public required ImmutableArray<string> Partitions { get; init; }

    /// <summary>Names its folder and, behind <c>snapshot_</c>, its tables: <c>000007_20261001004500</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Number:D6}_{StartedAt:yyyyMMddHHmmss}");

    /// <summary>Names the tables of the models that are folded again, which are of no use once it has ended.</summary>
    public string Refolding => $"{Name}_refolded";

    /// <summary>The one under way, or null.</summary>
    public static async Task<SnapshotRun?> ReadAsync(ILakeStore store, CancellationToken cancellationToken) =>
        await store.ReadAsync(FileName, cancellationToken).ConfigureAwait(false) is { } json
            ? JsonSerializer.Deserialize(json, SnapshotJson.Default.SnapshotRun)
            : null;

    /// <summary>Says that it has begun.</summary>
    public Task WriteAsync(ILakeStore store, CancellationToken cancellationToken) =>
        store.WriteAsync(
            FileName,
            JsonSerializer.SerializeToUtf8Bytes(this, SnapshotJson.Default.SnapshotRun),
            cancellationToken
        );

    /// <summary>Says that none is under way.</summary>
    public static Task EndAsync(ILakeStore store, CancellationToken cancellationToken) =>
        store.DeleteAsync(FileName, cancellationToken);
}
