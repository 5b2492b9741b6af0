using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Cli.Query;

namespace StudyLake.Cli.Reports;

/// <summary>Makes reports over an open lake and writes them.</summary>
/// <param name="session">The lake.</param>
/// <param name="time">The clock that says as of when.</param>
internal sealed class ReportMaker(LakeSession session, TimeProvider time)
{
    private readonly ReportRunner _runner = new(session.QueryAsync, ReportCatalog.Embedded(session.Catalog), time);

    /// <summary>The reports.</summary>
    public ReportCatalog Catalog => _runner.Catalog;

    /// <summary>How far the data reach.</summary>
    public Task<ReportScope> ScopeAsync(CancellationToken cancellationToken) => _runner.ScopeAsync(cancellationToken);

    /// <summary>The report of that name.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public ReportDefinition Find(string name) =>
        Catalog.Find(name)
        ?? throw new CommandException(
            $"Expected a report ({string.Join(", ", Catalog.Reports.Select(report => report.Report))}), found none of that name."
        )
        {
            ExitCode = ExitCodes.Usage,
        };

    /// <summary>A digest of what reports are made from now.</summary>
    public Task<string> InputAsync(ReportScope scope, CancellationToken cancellationToken) =>
        ReportInput.FingerprintAsync(session.QueryAsync, Catalog, scope, cancellationToken);

    /// <summary>Makes one report and writes its files, of the public form with small counts withheld.</summary>
    public async Task<MadeFiles> WriteAsync(
        ReportDefinition report,
        ReportRequest request,
        IReadOnlyCollection<string> formats,
        string folder,
        CancellationToken cancellationToken,
        bool isPublic = false
    )
    {
        var document = await _runner.MakeAsync(report, request, cancellationToken);
        if (isPublic)
            document = Suppression.Apply(document);
        return new(document, await ReportFolder.WriteAsync(document, formats, folder, cancellationToken));
    }
}

/// <summary>A report and where it is.</summary>
/// <param name="Document">The report.</param>
/// <param name="Paths">Its files.</param>
internal sealed record MadeFiles(ReportDocument Document, ImmutableArray<string> Paths);
