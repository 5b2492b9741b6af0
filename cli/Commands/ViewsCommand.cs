using System.CommandLine;
using StudyLake.Analytics;

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
        Description = "Write every view and every query of a report as a file below this folder.",
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
        foreach (var model in catalog.Models)
        {
            var layer = Path.Combine(folder, model.Layer.ToString().ToLowerInvariant());
            Directory.CreateDirectory(layer);
            await File.WriteAllTextAsync(Path.Combine(layer, $"{model.Name}.sql"), model.Sql, cancellationToken);
        }
        Console.WriteLine($"{catalog.Models.Length} files written.");
    }
}
