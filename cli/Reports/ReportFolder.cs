using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Cli.Reports;

/// <summary>Writes a report as files: one for each form; what others send as a zip of CSV is a folder here.</summary>
internal static class ReportFolder
{
    /// <summary>What can be written, the usual ones first.</summary>
    public static ImmutableArray<string> Formats { get; } =
    [.. ReportFiles.Formats.Select(format => format.ToString().ToLowerInvariant())];

    /// <summary>What is written when nothing is said.</summary>
    public static ImmutableArray<string> Usual { get; } = ["html", "csv"];

    /// <summary>Writes a report that is made; gives the paths in the order of the formats.</summary>
    /// <param name="document">The report.</param>
    /// <param name="formats">Of <see cref="Formats"/>.</param>
    /// <param name="folder">Where to, made when absent. Files of the same name are replaced.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public static async Task<ImmutableArray<string>> WriteAsync(
        ReportDocument document,
        IReadOnlyCollection<string> formats,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var root = Path.GetFullPath(folder);
        Directory.CreateDirectory(root);
        var paths = ImmutableArray.CreateBuilder<string>();
        foreach (var format in formats)
        {
            if (format == "csv")
            {
                await TablesAsync(document, Path.Combine(root, document.Name), paths, cancellationToken);
                continue;
            }
            if (ReportFiles.Parse(format) is not { } form)
                throw new ArgumentException($"Expected one of {string.Join(", ", Formats)}, found {format}.");
            var file = ReportFiles.Render(document, form);
            var path = Path.Combine(root, file.Name);
            await ReplaceAsync(path, file.Content, cancellationToken);
            paths.Add(path);
        }
        return paths.ToImmutable();
    }

    private static async Task TablesAsync(
        ReportDocument document,
        string folder,
        ImmutableArray<string>.Builder paths,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(folder);
        // A table of an earlier run whose part fails now would pass for one of this run.
        foreach (var old in Directory.GetFiles(folder, "*.csv"))
            File.Delete(old);
        foreach (var (name, content) in CsvBundle.Files(document))
        {
            var path = Path.Combine(folder, name);
            await ReplaceAsync(path, content, cancellationToken);
            paths.Add(path);
        }
    }

    // Whoever opens the file meanwhile sees the old one or the new one whole.
    private static async Task ReplaceAsync(
        string path,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var draft = path + ".draft";
        await File.WriteAllBytesAsync(draft, content, cancellationToken);
        File.Move(draft, path, overwrite: true);
    }
}
