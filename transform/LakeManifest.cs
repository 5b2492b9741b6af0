using System.Text.Json;
using System.Text.Json.Serialization;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>What a lake says of itself, in <c>lake.json</c> at its root.</summary>
public sealed record LakeManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "lake.json";

    /// <summary>The version of layout and tables; see <see cref="LakeTables.FormatVersion"/>.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>When the lake was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>
    /// Set by ingest: a value derived from the key of the object ids, by which it notices another key before it counts
    /// every object twice. Null before the first ingest.
    /// </summary>
    public string? KeyCheck { get; init; }

    /// <summary>Reads the manifest of a lake, or gives null when there is no lake.</summary>
    /// <exception cref="LakeFormatException">Of another format version, or not a manifest.</exception>
    public static Task<LakeManifest?> ReadAsync(ILakeStore store, CancellationToken cancellationToken) =>
        ReadAsync(store, mayBeOlder: false, cancellationToken);

    /// <summary>Reads the manifest of a lake whose tables are about to be made again; it may be of an older format.</summary>
    /// <exception cref="LakeFormatException">Of a newer format version, or not a manifest.</exception>
    public static Task<LakeManifest?> ReadToRebuildAsync(ILakeStore store, CancellationToken cancellationToken) =>
        ReadAsync(store, mayBeOlder: true, cancellationToken);

    private static async Task<LakeManifest?> ReadAsync(
        ILakeStore store,
        bool mayBeOlder,
        CancellationToken cancellationToken
    )
    {
        var json = await store.ReadAsync(FileName, cancellationToken).ConfigureAwait(false);
        if (json is null)
            return null;
        CheckVersion(json, mayBeOlder);
        try
        {
            return JsonSerializer.Deserialize(json, LakeJson.Default.LakeManifest)
                ?? throw new JsonException("Expected an object, found null.");
        }
        catch (JsonException exception)
        {
            throw NotAManifest(exception);
        }
    }

    /// <summary>Reads the manifest of a lake and makes the lake when there is none.</summary>
    /// <exception cref="LakeFormatException">Of another format version, or not a manifest.</exception>
    public static async Task<LakeManifest> OpenOrCreateAsync(
        ILakeStore store,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        if (await ReadAsync(store, cancellationToken).ConfigureAwait(false) is { } found)
            return found;
        var made = new LakeManifest
        {
            FormatVersion = LakeTables.FormatVersion,
            CreatedAt = timeProvider.GetUtcNow().UtcDateTime,
        };
        await made.WriteAsync(store, cancellationToken).ConfigureAwait(false);
        return made;
    }

    /// <summary>Writes this manifest in place of the present one.</summary>
    public Task WriteAsync(ILakeStore store, CancellationToken cancellationToken) =>
        store.WriteAsync(
            FileName,
            JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.LakeManifest),
            cancellationToken
        );

    // The version is read apart from the rest, whose form only that version knows.
    private static void CheckVersion(byte[] json, bool mayBeOlder)
    {
        int version;
        try
        {
            using var document = JsonDocument.Parse(json);
            version = document.RootElement.GetProperty("format_version").GetInt32();
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw NotAManifest(exception);
        }
        if (version > LakeTables.FormatVersion)
            throw new LakeFormatException(
                $"Expected a lake of format version {LakeTables.FormatVersion}, found the newer version {version} in "
                    + $"{FileName}. Use the release of studylake that made it, or a later one."
            );
        if (version < LakeTables.FormatVersion && !mayBeOlder)
            throw new LakeFormatException(
                $"Expected a lake of format version {LakeTables.FormatVersion}, found the older version {version} in "
                    + $"{FileName}. Make its tables again from its log with 'studylake transform --rebuild'."
            );
    }

    private static LakeFormatException NotAManifest(Exception exception) =>
        new(
            $"Expected a JSON object with a whole number as format_version in {FileName}, found something else. "
                + "Point to the root of a lake, or restore the file.",
            exception
        );
}

/// <summary>Serialisers generated at build time, so that they work under Native AOT.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true
)]
[JsonSerializable(typeof(LakeManifest))]
internal sealed partial class LakeJson : JsonSerializerContext;
