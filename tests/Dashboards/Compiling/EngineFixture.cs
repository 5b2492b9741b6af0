using StudyLake.Cli.DuckDb;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>One engine for the tests of a class.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DuckDbEngine? _engine;

    public DuckDbEngine Value => _engine ?? throw new InvalidOperationException("Expected an engine that was opened.");

    public async ValueTask InitializeAsync() => _engine = await Engine.OpenAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
            await _engine.DisposeAsync();
        _folder.Dispose();
    }
}
