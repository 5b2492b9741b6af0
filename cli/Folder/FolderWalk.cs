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
                ShouldIncludePredicate = static (ref entry) => !IsFolderLink(ref entry) && !IsDangling(ref entry),
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
            return new Entry(true, new FolderFile(path, "", 0, 0));
        return new Entry(
            false,
            (entry.Attributes & FileAttributes.ReparsePoint) != 0
                ? FolderFile.Stat(root, path)
                : new FolderFile(path, FolderFile.KeyOf(root, path), entry.Length, entry.LastWriteTimeUtc.UtcTicks)
        );
    }

    private static bool IsFolderLink(ref FileSystemEntry entry) =>
        entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static bool IsDangling(ref FileSystemEntry entry) =>
        (entry.Attributes & FileAttributes.ReparsePoint) != 0 && !File.Exists(entry.ToFullPath());

    private readonly record struct Entry(bool IsFolder, FolderFile File);
}
