using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudyLake.Transform;

namespace StudyLake.Aws.Snapshot;

/// <summary>
/// What the snapshot is: <c>snapshot/manifests/&lt;number&gt;.json</c>, the highest number being the valid one. Created once,
/// never changed.
/// </summary>
internal sealed record SnapshotManifest
{
    /// <summary>The folder of everything that the snapshot keeps.</summary>
    public const string Folder = "snapshot";

    private const string Manifests = Folder + "/manifests";

    /// <summary>Rises by one with each build, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 over models and registry: with others the same events give other rows.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When it was made, UTC: from then on the grace of what it replaced runs.</summary>
    public required DateTime CommittedAt { get; init; }

    /// <summary>The files of <c>study_events</c> whose events are in it, sorted.</summary>
    public required ImmutableArray<string> Included { get; init; }

    /// <summary>Name of the run that made the rows of all studies.</summary>
    public required string BaseRun { get; init; }

    /// <summary>Name of the run that made the rows of every study touched since; null while there is none.</summary>
    public string? DeltaRun { get; init; }

    /// <summary>Rows of <c>instances</c> in the base.</summary>
    public required long BaseInstances { get; init; }

    /// <summary>Rows of <c>instances</c> in the delta.</summary>
    public required long DeltaInstances { get; init; }

    /// <summary>The columns of each kept model, in order.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> Columns { get; init; }

    /// <summary>The runs whose tables are read.</summary>
    [JsonIgnore]
    public IEnumerable<string> Runs => DeltaRun is { } delta ? [BaseRun, delta] : [BaseRun];

    /// <summary>Every manifest there is, oldest first.</summary>
    /// <exception cref="JsonException">One is no manifest.</exception>
    public static async Task<ImmutableArray<SnapshotManifest>> ReadAllAsync(
        ILakeStore store,
        CancellationToken cancellationToken
    )
    {
        var found = ImmutableArray.CreateBuilder<SnapshotManifest>();
        await foreach (var name in store.ListAsync(Manifests, cancellationToken).ConfigureAwait(false))
        {
            if (await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } json)
                found.Add(
                    JsonSerializer.Deserialize(json, SnapshotJson.Default.SnapshotManifest)
                        ?? throw new JsonException($"Expected a manifest in {name}, found null.")
                );
        }
        return [.. found.OrderBy(manifest => manifest.Number)];
    }

    /// <summary>Makes this the valid one; false when another of this number is there.</summary>
    public Task<bool> CreateAsync(ILakeStore store, CancellationToken cancellationToken) =>
        store.CreateAsync(
            NameOf(Number),
            JsonSerializer.SerializeToUtf8Bytes(this, SnapshotJson.Default.SnapshotManifest),
            cancellationToken
        );

    /// <summary>The name of a manifest.</summary>
    public static string NameOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Manifests}/{number:D6}.json");
}

/// <summary>Serialisers generated at build time for Native AOT.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SnapshotManifest))]
[JsonSerializable(typeof(SnapshotRun))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
