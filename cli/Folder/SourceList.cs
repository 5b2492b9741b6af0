using System.Text.Json;
using System.Text.Json.Serialization;
using StudyLake.Cli.Lake;
using StudyLake.Ingest;

namespace StudyLake.Cli.Folder;

/// <summary>
/// Which folder each source is, kept in <c>journal/sources.json</c> as a keyed hash of its path. One file in two sources
/// would count twice, so a folder inside or around a known one is refused.
/// </summary>
internal sealed class SourceList(string lake, Pseudonymiser pseudonymiser)
{
    private string PathInLake => Path.Combine(lake, "journal", "sources.json");

    /// <summary>The name of a folder: the one given, else one derived from its path.</summary>
    /// <param name="root">The folder, as a full path without links.</param>
    /// <param name="name">The name given, or null.</param>
    /// <param name="isMoved">Whether the folder of that name may be another one than before.</param>
    /// <param name="logged">The sources that the log has events of.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="CommandException">The name stands for another folder, or the folder overlaps another source.</exception>
    public async Task<string> ClaimAsync(
        string root,
        string? name,
        bool isMoved,
        IReadOnlyList<string> logged,
        CancellationToken cancellationToken
    )
    {
        var known = Read();
        if (logged.FirstOrDefault(source => !known.ContainsKey(source)) is { } lost && !(isMoved && name == lost))
            throw new CommandException(
                $"Expected the folder of source {lost} in journal/sources.json, found none: restore that file, or say "
                    + $"--source {lost} --moved with the folder it was. Else its files would count a second time."
            );
        var folderId = FolderId(root);
        var source = name ?? NameOf(root);
        if (source.Length is 0 or > 63 || !source.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new CommandException("Expected a source name of 1 to 63 letters, digits, '-', '_' or '.'.");
        if (known.TryGetValue(source, out var other) && other != folderId && !isMoved)
            throw new CommandException(
                $"Expected source {source} at the folder it was ingested from, found another folder. If it was moved, "
                    + "say --moved; if it is another one, give it another --source."
            );
        if (other != folderId)
        {
            CheckOverlap(root, source, known, cancellationToken);
            known[source] = folderId;
            await WriteAsync(known, cancellationToken);
        }
        return source;
    }

    /// <summary>The name under which a folder was ingested, else the one it would get.</summary>
    public string NameOf(string root) =>
        Read().FirstOrDefault(pair => pair.Value == FolderId(root)).Key ?? $"folder-{FolderId(root)[..8]}";

    private void CheckOverlap(
        string root,
        string source,
        Dictionary<string, string> known,
        CancellationToken cancellationToken
    )
    {
        var others = known.Where(pair => pair.Key != source).ToDictionary(pair => pair.Value, pair => pair.Key);
        if (others.Count == 0)
            return;
        for (var folder = root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (others.TryGetValue(FolderId(folder), out var outer))
                throw Overlap(outer, "is the same folder or contains it");
        }
        foreach (var folder in Directory.EnumerateDirectories(root, "*", Everywhere))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (others.TryGetValue(FolderId(folder), out var inner))
                throw Overlap(inner, "lies inside it");
        }
    }

    private static EnumerationOptions Everywhere { get; } =
        new()
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };

    private static CommandException Overlap(string source, string how) =>
        new($"Expected a folder apart from the others, found that source {source} {how}: its files would count twice.");

    // Where the system takes two spellings for one folder, so must the hash.
    private string FolderId(string folder) =>
        pseudonymiser.ObjectId("folder", OperatingSystem.IsLinux() ? folder : folder.ToUpperInvariant());

    private Dictionary<string, string> Read() =>
        File.Exists(PathInLake)
            ? JsonSerializer.Deserialize(
                File.ReadAllBytes(PathInLake),
                SourceJsonContext.Default.DictionaryStringString
            ) ?? []
            : [];

    private Task WriteAsync(Dictionary<string, string> known, CancellationToken cancellationToken) =>
        DurableFile.WriteAsync(
            PathInLake,
            (stream, cancel) =>
                JsonSerializer.SerializeAsync(stream, known, SourceJsonContext.Default.DictionaryStringString, cancel),
            cancellationToken
        );
}

/// <summary>Serialiser of the list of sources.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class SourceJsonContext : JsonSerializerContext;
