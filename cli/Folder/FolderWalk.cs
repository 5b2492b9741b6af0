using System.IO.Enumeration;

namespace StudyLake.Cli.Folder;

/// <summary>
/// Walks a folder to the last file, hidden ones included: every object ends as an event with a reason, none is skipped
/// for its name. Links to files are followed, links to folders are not, for they may lead in a circle.
/// </summary>
internal sealed class FolderWalk(string root)
{
    private int _unreadableFolders;

    /// <summary>Folders that could not be listed. What is in them is unknown, so nothing may count as removed.</summary>
    public int UnreadableFolders => _unreadableFolders;

    /// <summary>Told of each link that leads nowhere, by its key: perhaps to a disk that is not mounted now.</summary>
    public Action<string> OnDanglingLink { get; init; } = static _ => { };

    /// <summary>The files, in the order the system lists them.</summary>
    public IEnumerable<FolderFile> Files(CancellationToken cancellationToken)
    {
        var pending = new Stack<string>();
        pending.Push(root);
        while (pending.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in Entries(folder))
            {
                if (entry.IsFolder)
                    pending.Push(entry.File.Path);
                else if (entry.IsDangling)
                    OnDanglingLink(entry.File.Key);
                else
                    yield return entry.File;
            }
        }
    }

    private IEnumerable<Entry> Entries(string folder)
    {
        using var entries = Enumerate(folder);
        while (entries is not null && MoveNext(entries))
            yield return entries.Current;
    }

    private IEnumerator<Entry>? Enumerate(string folder)
    {
        try
        {
            return new FileSystemEnumerable<Entry>(folder, ToEntry, Options)
            {
                ShouldIncludePredicate = static (ref entry) => !IsFolderLink(ref entry),
            }.GetEnumerator();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            _unreadableFolders++;
            return null;
        }
    }

    private bool MoveNext(IEnumerator<Entry> entries)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            _unreadableFolders++;
            return false;
        }
    }

    private static EnumerationOptions Options { get; } =
        new()
        {
            AttributesToSkip = 0,
            IgnoreInaccessible = false,
            RecurseSubdirectories = false,
        };

    private Entry ToEntry(ref FileSystemEntry entry)
    {
        var path = entry.ToFullPath();
        if (entry.IsDirectory)
            return new Entry(true, false, new FolderFile(path, "", 0, 0));
        if ((entry.Attributes & FileAttributes.ReparsePoint) == 0)
            return new Entry(
                false,
                false,
                new FolderFile(path, FolderFile.KeyOf(root, path), entry.Length, ModifiedTicks(ref entry))
            );
        try
        {
            return new Entry(false, false, FolderFile.Stat(root, path));
        }
        // Thrown on, it would end the listing of the whole folder for one link.
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return new Entry(false, true, new FolderFile(path, FolderFile.KeyOf(root, path), 0, 0));
        }
    }

    private static long ModifiedTicks(ref FileSystemEntry entry)
    {
        try
        {
            return entry.LastWriteTimeUtc.UtcTicks;
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTime.UnixEpoch.Ticks;
        }
    }

    private static bool IsFolderLink(ref FileSystemEntry entry) =>
        entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private readonly record struct Entry(bool IsFolder, bool IsDangling, FolderFile File);
}
