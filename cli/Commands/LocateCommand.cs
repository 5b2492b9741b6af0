using System.CommandLine;
using StudyLake.Cli.Folder;
using StudyLake.Cli.Keys;
using StudyLake.Ingest;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake locate ID --folder FOLDER --source NAME</c></summary>
internal static class LocateCommand
{
    private static readonly Argument<string> Id = new("object_id")
    {
        Description = "Object id of 26 characters, from an event or a table.",
    };

    private static readonly Option<string> Folder = new("--folder")
    {
        Description = "The folder that was ingested.",
        Required = true,
    };

    private static readonly Option<string?> Source = CommonOptions.Source();
    private static readonly Option<string> Lake = CommonOptions.Lake();
    private static readonly Option<string> Keys = CommonOptions.Keys();

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command(
            "locate",
            "Find the file behind an object id. Needs the keys, and prints a path, which may name a patient."
        )
        {
            Id,
            Folder,
            Source,
            Lake,
            Keys,
        }.Does((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var root = Paths.Resolve(parsed.GetValue(Folder) ?? ".");
        if (!Directory.Exists(root))
            throw new CommandException("Expected a folder, found none of that name.");
        var pseudonymiser = new Pseudonymiser(KeyFile.Open(parsed.GetValue(Keys) ?? ""));
        var source =
            parsed.GetValue(Source) ?? new SourceList(parsed.GetValue(Lake) ?? "lake", pseudonymiser).NameOf(root);
        var wanted = parsed.GetValue(Id);
        foreach (var file in new FolderWalk(root).Files(cancellationToken))
        {
            if (pseudonymiser.ObjectId(source, file.Key) == wanted)
            {
                Console.WriteLine(file.Path);
                return ExitCodes.Done;
            }
        }
        throw new CommandException(
            $"Expected a file with that object id below the folder as source {source}, found none: it may be removed, or be another source's."
        );
    }
}
