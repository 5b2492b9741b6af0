using StudyLake.Transform.Compaction;
using StudyLake.Transform.Sorting;

namespace StudyLake.Cli.Lake;

/// <summary>What commands on a lake in a folder begin with.</summary>
internal static class LakeAt
{
    /// <summary>The name of the lock of those who replace files of the tables: compaction and replay.</summary>
    public const string CompactLock = "compact";

    // A dot: neither a table nor anything that a store lists.
    private const string ScratchFolder = ".scratch";

    /// <summary>The full path of the folder that the user named.</summary>
    /// <exception cref="CommandException">It is not there.</exception>
    public static string Folder(string? named)
    {
        var lake = Path.GetFullPath(named ?? "lake");
        return Directory.Exists(lake)
            ? lake
            : throw new CommandException("Expected a lake, found no folder of that name.");
    }

    /// <summary>What to say when the folder is no lake.</summary>
    public static CommandException NotFound() => new("Expected a lake, found none: name its folder with --lake.");

    /// <summary>Options of compaction and replay: scratch is on the lake's own disk, for its owner alone.</summary>
    /// <param name="lake">Its full path.</param>
    /// <param name="graceMinutes">How long replaced files stay, in minutes, 0 or more.</param>
    /// <exception cref="CommandException">The grace is negative.</exception>
    public static CompactionOptions Options(string lake, int graceMinutes)
    {
        if (graceMinutes < 0)
            throw new CommandException($"Expected a grace of 0 or more minutes, found {graceMinutes}.");
        return new CompactionOptions
        {
            Grace = TimeSpan.FromMinutes(graceMinutes),
            Scratch = () => ScratchFile.Create(Path.Combine(lake, ScratchFolder)),
        };
    }
}
