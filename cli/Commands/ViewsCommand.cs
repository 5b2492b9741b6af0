using System.CommandLine;
using StudyLake.Analytics;
using StudyLake.Aws.Athena;
using StudyLake.Aws.Snapshot;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake views [NAME] [--out FOLDER]</c></summary>
internal static class ViewsCommand
{
    private static readonly Argument<string?> Name = new("name")
    {
        Description = "The view whose SQL to print.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description =
            "Write every view and every query of a report as a file below this folder, and in run/ as a run on Athena has them.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("views", "Print the SQL of a view as DuckDB and Athena run it, its column lists written out.")
        {
            Name,
            Out,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = ModelCatalog.Embedded();
        var name = parsed.GetValue(Name);
        var folder = parsed.GetValue(Out);
        if (name is null && folder is null)
            throw new CommandException("Expected the name of a view or --out, found neither.")
            {
                ExitCode = ExitCodes.Usage,
            };
        if (name is not null)
        {
            if (!catalog.Contains(name))
                throw new CommandException(
                    $"Expected the name of a view, found {name}; studylake query --list names them."
                );
            Console.Write(catalog[name].Sql);
        }
        if (folder is not null)
            await WriteAsync(catalog, Paths.Resolve(folder), cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task WriteAsync(ModelCatalog catalog, string folder, CancellationToken cancellationToken)
    {
        // As a run of reports sends them to Athena, but for the name of the run.
        var run = new ComputedModels(catalog, ModelSource.OfOwnNames(SnapshotModels.Kept), RunTables.Prefix);
        var files = catalog
            .Models.Select(model => (Folder: model.Layer.ToString().ToLowerInvariant(), model.Name, model.Sql))
            .Concat(
                catalog
                    .Models.Where(model => model.Layer == ModelLayer.Reports || model.Description.IsTable)
                    .Select(model => (Folder: "run", model.Name, Sql: run.Over(model.Sql)))
            )
            .ToList();
        foreach (var file in files)
        {
            var place = Path.Combine(folder, file.Folder);
            Directory.CreateDirectory(place);
            await File.WriteAllTextAsync(Path.Combine(place, $"{file.Name}.sql"), file.Sql, cancellationToken);
        }
        Console.WriteLine($"{files.Count} files written.");
    }
}
