using System.Collections.Immutable;
using System.Text;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Volume;
using StudyLake.Cli.Query;

namespace StudyLake.Cli.Reports;

/// <summary>Writes the monthly volume report as files: one HTML page and beside it a folder with a CSV file for each table.</summary>
internal static class VolumeReportFiles
{
    /// <summary>Makes the report over an open lake and writes it.</summary>
    /// <param name="session">The lake.</param>
    /// <param name="day">Any day of the month; null for the last complete month of the data.</param>
    /// <param name="folder">Where to, made when absent. Files of the same month are replaced.</param>
    /// <param name="time">The clock that says as of when.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandException">No day is given and the lake has no complete month.</exception>
    public static async Task<(ReportDocument Document, ImmutableArray<string> Paths)> WriteAsync(
        LakeSession session,
        DateOnly? day,
        string folder,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var report = new VolumeReport(session.QueryAsync, session.Catalog, time);
        var month =
            day
            ?? await report.LastMonthAsync(cancellationToken)
            ?? throw new CommandException(
                "Expected exams of a month that has ended, found none: name a month with --month."
            );
        var document = await report.MakeAsync(month, cancellationToken);
        return (document, await WriteAsync(document, folder, cancellationToken));
    }

    /// <summary>Writes a report that is made; gives the paths, the page first.</summary>
    public static async Task<ImmutableArray<string>> WriteAsync(
        ReportDocument document,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var root = Path.GetFullPath(folder);
        var tables = Path.Combine(root, document.Name);
        Directory.CreateDirectory(tables);
        // A table of an earlier run whose part fails now would pass for one of this run.
        foreach (var old in Directory.GetFiles(tables, "*.csv"))
            File.Delete(old);
        var paths = ImmutableArray.CreateBuilder<string>();
        var page = Path.Combine(root, document.Name + ".html");
        await ReplaceAsync(page, Encoding.UTF8.GetBytes(HtmlReport.Render(document)), cancellationToken);
        paths.Add(page);
        foreach (var table in CsvTables.Of(document))
        {
            using var content = new MemoryStream();
            await CsvTables.WriteAsync(table, content, cancellationToken);
            var path = Path.Combine(tables, table.Name + ".csv");
            await ReplaceAsync(path, content.ToArray(), cancellationToken);
            paths.Add(path);
        }
        return paths.ToImmutable();
    }

    // Whoever opens the file meanwhile sees the old one or the new one whole.
    private static async Task ReplaceAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var draft = path + ".draft";
        await File.WriteAllBytesAsync(draft, content, cancellationToken);
        File.Move(draft, path, overwrite: true);
    }
}
