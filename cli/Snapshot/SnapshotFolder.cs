using System.Text.Json;
using StudyLake.Cli.Lake;

namespace StudyLake.Cli.Snapshot;

/// <summary>The folder <c>snapshot</c> of a lake: numbered folders of Parquet, and <c>current.json</c>, which says what counts.</summary>
/// <remarks>
/// A build writes a new numbered folder and then replaces <c>current.json</c>, so a crash leaves the old snapshot. All
/// of it can be deleted at any time: queries then fold the whole lake again, with the same result.
/// </remarks>
internal sealed class SnapshotFolder(string lake)
{
    /// <summary>The folder below the lake.</summary>
    public const string Name = "snapshot";

    private const string ManifestFile = "current.json";

    // Queries that began with the snapshot before may still read it.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    private string Folder { get; } = Path.Combine(lake, Name);

    /// <summary>The full path of one of its files.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>What counts; null when there is no snapshot, or none that this version can read.</summary>
    public SnapshotManifest? Read()
    {
        var path = PathOf(ManifestFile);
        if (!File.Exists(path))
            return null;
        try
        {
            var manifest = JsonSerializer.Deserialize<SnapshotManifest>(File.ReadAllText(path), Json);
            return manifest?.FormatVersion == SnapshotManifest.CurrentFormat && manifest.Files.All(IsThere)
                ? manifest
                : null;
        }
        catch (JsonException)
        {
            // Derived and replaceable: an unreadable one is no snapshot, and the next build makes it again.
            return null;
        }
    }

    /// <summary>Makes the folder of the next build and gives its name; what an interrupted build left in it is deleted.</summary>
    public string Begin(SnapshotManifest? before)
    {
        var name = $"{(before?.Number ?? 0) + 1:D6}";
        if (Directory.Exists(PathOf(name)))
            Directory.Delete(PathOf(name), recursive: true);
        Directory.CreateDirectory(PathOf(name));
        return name;
    }

    /// <summary>Makes a build count: its files, then the manifest, are durable when it returns.</summary>
    public async Task CommitAsync(SnapshotManifest manifest, CancellationToken cancellationToken)
    {
        foreach (
            var file in manifest.Files.Where(file => file.StartsWith(manifest.FolderName, StringComparison.Ordinal))
        )
        {
            using var stream = new FileStream(PathOf(file), FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }
        FolderSync.Flush(PathOf(manifest.FolderName));
        FolderSync.Flush(Folder);
        await DurableFile.WriteAsync(
            PathOf(ManifestFile),
            (stream, token) => JsonSerializer.SerializeAsync(stream, manifest, Json, token),
            cancellationToken
        );
    }

    /// <summary>Deletes numbered folders that no longer count, once queries have had time to end.</summary>
    public void DeleteOld(SnapshotManifest manifest, DateTimeOffset now)
    {
        var counting = manifest.Files.Select(file => file.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in new DirectoryInfo(Folder).EnumerateDirectories())
        {
            if (!counting.Contains(folder.Name) && now - folder.LastWriteTimeUtc > Grace)
                folder.Delete(recursive: true);
        }
    }

    /// <summary>Deletes the snapshot.</summary>
    public void Drop()
    {
        // Without the manifest the rest is no snapshot any more, wherever the deletion stops.
        File.Delete(PathOf(ManifestFile));
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private bool IsThere(string file) => File.Exists(PathOf(file));
}
