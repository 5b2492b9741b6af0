namespace StudyLake.Dashboards.Page;

/// <summary>How to serve a dashboard.</summary>
public sealed record PageOptions
{
    /// <summary>
    /// A definition's file, or a folder of assets with one; it is read again when a file of it changes. Null for the
    /// dashboard that this program brings along.
    /// </summary>
    public string? Definition { get; init; }

    /// <summary>The rows to begin with. The server closes them.</summary>
    public required PageRows Rows { get; init; }

    /// <summary>
    /// Waits until the rows have changed and opens them anew; the page then shows these, and the server closes them.
    /// Null, the default, for rows that never change. What it throws is told to readers, and it is called again.
    /// </summary>
    public Func<CancellationToken, Task<PageRows>>? NextRows { get; init; }

    /// <summary>
    /// Whether data sets of ImportMode SPICE are imported into tables of the engine, as QuickSight does. Changes no
    /// result. Default: true.
    /// </summary>
    public bool ImportsSpice { get; init; } = true;

    /// <summary>Whether rows are made up even where there are some. Default: only where the data sets cannot be read.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>What now() and relative dates count from.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The user whose row-level rules apply unless the address names another; null for the owner.</summary>
    public string? User { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for any free one. Default: 0.</summary>
    public int Port { get; init; }

    /// <summary>Called with what nobody foresaw; its message may quote data. Default: nothing.</summary>
    public Action<Exception> OnFailure { get; init; } = _ => { };

    /// <summary>Queries at a time, from 1. Default: 4.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Answers kept, from 0. Default: 500.</summary>
    public int KeptAnswers { get; init; } = 500;
}
