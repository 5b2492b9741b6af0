using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>
/// Which files hold one arrival date: <c>compaction/dt=YYYY-MM-DD/&lt;generation&gt;.json</c>, the highest generation
/// being the valid one.
/// </summary>
/// <remarks>
/// Creating it is the one step that replaces files: before it, readers use the old ones, after it the new ones. A
/// generation is created once and never changed, so of two compactors at work on one day one fails and has changed nothing. A
/// segment named here counts as taken in.
/// </remarks>
public sealed record DayManifest
{
    /// <summary>The folder of the manifests.</summary>
    public const string Folder = "compaction";

    private const string Suffix = ".json";

    /// <summary>Version of this form.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The arrival date.</summary>
    public required DateOnly ArrivalDate { get; init; }

    /// <summary>Rises by one with each manifest of the date, from 1.</summary>
    public required int Generation { get; init; }

    /// <summary>When it was made, UTC: from then on the grace of the replaced files runs.</summary>
    public required DateTime CommittedAt { get; init; }

    /// <summary>The groups that hold the date's compacted rows. Their segments are disjoint.</summary>
    public required ImmutableArray<CompactedGroup> Groups { get; init; }

    /// <summary>Reads the valid manifest of a date, or null when it has none.</summary>
    /// <exception cref="LakeFormatException">Not a manifest, or of a newer form.</exception>
    public static async Task<DayManifest?> ReadAsync(
        ILakeStore store,
        DateOnly arrivalDate,
        CancellationToken cancellationToken
    )
    {
        var names = await store
            .ListAsync(FolderOf(arrivalDate), cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (names.Where(name => GenerationOf(name) > 0).MaxBy(GenerationOf) is not { } name)
            return null;
        var json =
            await store.ReadAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new FileNotFoundException($"Expected {name}, which was just listed, found none.", name);
        return Parse(name, json);
    }

    /// <summary>Reads a manifest from its bytes.</summary>
    /// <exception cref="LakeFormatException">Not a manifest, or of a newer form.</exception>
    public static DayManifest Parse(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, DayManifestJson.Default.DayManifest);
            if (manifest is { FormatVersion: 1 })
                return manifest;
            throw new JsonException($"Expected format_version 1, found {manifest?.FormatVersion}.");
        }
        catch (JsonException exception)
        {
            throw new LakeFormatException(
                $"Expected the manifest of a compaction in {name}, found something else. "
                    + "Make the tables again from the log with 'studylake replay'.",
                exception
            );
        }
    }

    /// <summary>Makes this the valid manifest; false when another of this generation is there.</summary>
    public Task<bool> CreateAsync(ILakeStore store, CancellationToken cancellationToken) =>
        store.CreateAsync(
            NameOf(ArrivalDate, Generation),
            JsonSerializer.SerializeToUtf8Bytes(this, DayManifestJson.Default.DayManifest),
            cancellationToken
        );

    /// <summary>Whether the rows of a segment are in a group.</summary>
    public bool HasSegment(string name) => Groups.Any(group => Contains(group.Segments, name));

    /// <summary>Whether the row of an ingest run is in a group.</summary>
    public bool HasRun(string name) => Groups.Any(group => Contains(group.Runs, name));

    /// <summary>The folder of a date's manifests.</summary>
    public static string FolderOf(DateOnly arrivalDate) => $"{Folder}/{LogSegment.PartitionName(arrivalDate)}";

    /// <summary>The name of a manifest.</summary>
    public static string NameOf(DateOnly arrivalDate, int generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{FolderOf(arrivalDate)}/{generation:D6}{Suffix}");

    /// <summary>The generation that a manifest's name or path says, 0 when it is not the name of one.</summary>
    public static int GenerationOf(string name)
    {
        var file = name.AsSpan(name.LastIndexOf('/') + 1);
        return
            file.EndsWith(Suffix, StringComparison.Ordinal)
            && int.TryParse(file[..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? generation
            : 0;
    }

    private static bool Contains(ImmutableArray<string> sorted, string name) =>
        sorted.BinarySearch(name, StringComparer.Ordinal) >= 0;
}

/// <summary>Serialisers generated at build time, so that they work under Native AOT.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DayManifest))]
internal sealed partial class DayManifestJson : JsonSerializerContext;
