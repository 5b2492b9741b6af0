using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Query;
using StudyLake.Transform;

namespace StudyLake.Cli.Preview;

/// <summary>Where a preview takes its rows from: a lake, or an empty DuckDB for made-up ones.</summary>
internal sealed class PreviewRows : IAsyncDisposable
{
    private readonly IAsyncDisposable _owner;
    private readonly bool _isLake;

    private PreviewRows(IQueryEngine engine, IAsyncDisposable owner, string about, bool isLake)
    {
        _isLake = isLake;
        Engine = engine;
        _owner = owner;
        About = about;
    }

    /// <summary>Runs queries.</summary>
    public IQueryEngine Engine { get; }

    /// <summary>Where the rows come from, for a reader: the name of the lake's folder, not its path.</summary>
    public string About { get; }

    /// <summary>Opens the lake of a folder, or an empty DuckDB when there is none.</summary>
    /// <exception cref="CommandException">The registry named is not there.</exception>
    public static async Task<PreviewRows> OpenAsync(string lake, string? registry, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(lake);
        if (await LakeManifest.ReadAsync(new FolderLakeStore(folder), cancellationToken) is null)
        {
            // A definition may bring its rows along; whatever asks for a mart finds none and gets made-up rows.
            var empty = await DuckDbEngine.OpenAsync(new DuckDbOptions { Lake = folder }, cancellationToken);
            return new PreviewRows(empty, empty, "No lake", isLake: false);
        }
        var session = await LakeSession.OpenAsync(folder, registry, cancellationToken);
        return new PreviewRows(
            session,
            session,
            $"Lake {Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar))}",
            isLake: true
        );
    }

    /// <summary>When the newest event of the lake was recorded, UTC; null for an empty lake and for none.</summary>
    /// <exception cref="QueryException">The lake cannot be read.</exception>
    public async Task<DateTime?> DataAsOfAsync(CancellationToken cancellationToken)
    {
        if (!_isLake)
            return null;
        await using var result = await Engine.QueryAsync(
            "select max(recorded_at) as data_as_of from raw_study_events",
            [],
            cancellationToken
        );
        return (await result.ToArrayAsync(cancellationToken)) is [[DateTime moment]] ? moment : null;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _owner.DisposeAsync();
}
