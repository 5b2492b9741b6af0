using System.CommandLine;
using StudyLake.Cli.Keys;

namespace StudyLake.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>The lake's folder.</summary>
    public static Option<string> Lake() =>
        new("--lake", "-l")
        {
            Description = "Folder of the lake. Default: STUDYLAKE_LAKE, else ./lake.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("STUDYLAKE_LAKE") ?? "lake",
        };

    /// <summary>The key file.</summary>
    public static Option<string> Keys() =>
        new("--keys")
        {
            Description =
                "Key file, made by the first ingest. Default: STUDYLAKE_KEYS, else studylake/keys.json in the configuration folder.",
            DefaultValueFactory = _ => KeyFile.DefaultPath,
        };

    /// <summary>The name of a folder in the log.</summary>
    public static Option<string?> Source() =>
        new("--source")
        {
            Description =
                "Name of the folder in the log, which outlives a move. Default: derived from its path by a keyed hash.",
        };

    /// <summary>The registry's folder.</summary>
    public static Option<string?> Registry() =>
        new("--registry")
        {
            Description = "Folder of the registry's CSV files. Default: STUDYLAKE_REGISTRY, else registry in the lake.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("STUDYLAKE_REGISTRY"),
        };

    /// <summary>One arrival date.</summary>
    public static Option<DateOnly?> Day(string description) => new("--dt") { Description = description };

    /// <summary>How long replaced files stay.</summary>
    public static Option<int> Grace() =>
        new("--grace")
        {
            Description = "Minutes that replaced files stay for queries at work. Default 60.",
            DefaultValueFactory = _ => 60,
        };

    /// <summary>Output for scripts.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };
}
