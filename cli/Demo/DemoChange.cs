namespace StudyLake.Cli.Demo;

/// <summary>One change of one path. Both contents null: the file is removed.</summary>
public sealed record DemoChange
{
    /// <summary>Relative path with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Arrival in UTC, whole seconds: the file's modification time. For a removal, when the wave's walk sees it.</summary>
    public required DateTime At { get; init; }

    /// <summary>Index of the wave that applies it, from 0.</summary>
    public required int Wave { get; init; }

    /// <summary>Why.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The good object to write.</summary>
    public DemoObject? Stored { get; init; }

    /// <summary>The bad file to write.</summary>
    public BrokenFile? Broken { get; init; }
}
