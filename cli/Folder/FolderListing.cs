using System.Runtime.CompilerServices;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Reconcile;

namespace StudyLake.Cli.Folder;

/// <summary>A folder as a listing to compare the log with: one walk over it.</summary>
/// <param name="root">The folder, as a full path without links.</param>
/// <param name="source">Its name in the log.</param>
/// <param name="allowEmpty">Whether an empty folder counts as emptied.</param>
/// <param name="pseudonymiser">Names objects.</param>
/// <param name="ingestor">Reads headers.</param>
/// <param name="time">Says when the walk began.</param>
internal sealed class FolderListing(
    string root,
    string source,
    bool allowEmpty,
    Pseudonymiser pseudonymiser,
    ObjectIngestor ingestor,
    TimeProvider time
) : IStoreListing
{
    private long _files;
    private long _danglingLinks;
    private int _unreadableFolders;

    /// <inheritdoc />
    public string Source => source;

    /// <inheritdoc />
    public DateTime ListedAt { get; } = time.GetUtcNow().UtcDateTime;

    /// <inheritdoc />
    public string? IncompleteReason =>
        this switch
        {
            { _unreadableFolders: > 0 } => $"{_unreadableFolders} folders could not be listed",
            { _danglingLinks: > 0 } => $"{_danglingLinks} links lead nowhere now",
            { _files: 0 } when !allowEmpty =>
                "the folder is empty: if that is so and it is not merely unmounted, say --allow-empty",
            _ => null,
        };

    /// <summary>Told of each file that could not be read, by its object id and why. Default: nobody.</summary>
    public Action<string, string> OnUnreadable { get; init; } = static (_, _) => { };

    /// <inheritdoc />
    public async IAsyncEnumerable<ListedObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var walk = new FolderWalk(root) { OnDanglingLink = _ => _danglingLinks++ };
        foreach (var file in walk.Files(cancellationToken))
        {
            _files++;
            yield return new ListedObject(
                file.Key,
                pseudonymiser.ObjectId(source, file.Key),
                [new ListedVersion { ObjectBytes = file.Bytes, ModifiedAt = TimeOf(file) }]
            );
        }
        _unreadableFolders = walk.UnreadableFolders;
    }

    /// <inheritdoc />
    public async ValueTask<StudyEvent?> ReadAsync(
        ListedObject item,
        ListedVersion version,
        ObjectChange change,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(root, item.Key);
        var file = new FolderFile(path, item.Key, version.ObjectBytes ?? 0, version.ModifiedAt.Ticks);
        try
        {
            // Also keeps away from pipes and sockets, which look empty and would block whoever opens them.
            if (file.Bytes == 0 && File.Exists(path))
                return await ingestor.ReadAsync(change, EmptyObject.Instance, cancellationToken);
            using var reader = new FileObjectReader(file);
            if (!reader.IsUnchanged())
                return null;
            var made = await ingestor.ReadAsync(change, reader, cancellationToken);
            return reader.IsUnchanged() ? made : null;
        }
        catch (UnauthorizedAccessException)
        {
            OnUnreadable(item.ObjectId, "permission denied");
        }
        catch (ObjectChangedException)
        {
            OnUnreadable(item.ObjectId, "gone since it was listed");
        }
        catch (IOException)
        {
            OnUnreadable(item.ObjectId, "the disk could not read it");
        }
        return null;
    }

    private static DateTime TimeOf(FolderFile file) => new(file.ModifiedTicks, DateTimeKind.Utc);
}
