using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using StudyLake.Cli.Folder;
using StudyLake.Cli.Keys;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake show FILE</c></summary>
internal static class ShowCommand
{
    private static readonly Argument<string> FileName = new("file") { Description = "A DICOM file." };
    private static readonly Option<string> Keys = CommonOptions.Keys();
    private static readonly Option<string?> Source = CommonOptions.Source();

    private static readonly Option<bool> Header = new("--header")
    {
        Description = "Also list what was read: each element kept, what was passed over, flags, bytes and requests.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new Command("show", "Print the event that a file would become, as JSON. Nothing is stored.")
        {
            FileName,
            Keys,
            Source,
            Header,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(parsed.GetValue(FileName) ?? "");
        if (!File.Exists(path))
            throw new CommandException("Expected a file, found none of that name.");
        var folder = Path.GetDirectoryName(path) ?? ".";
        var file = FolderFile.Stat(folder, path);
        var pseudonymiser = new Pseudonymiser(OpenKeys(parsed.GetValue(Keys) ?? ""));
        var reader = new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions());
        var source = parsed.GetValue(Source) ?? "show";
        var change = new ObjectChange(
            source,
            pseudonymiser.ObjectId(source, file.Key),
            null,
            OrderKey.FromRevision(1),
            new DateTime(file.ModifiedTicks, DateTimeKind.Utc),
            file.Bytes
        );
        using var content = new FileObjectReader(file);
        var made = await new ObjectIngestor(reader, new HeaderMapper(pseudonymiser), TimeProvider.System).ReadAsync(
            change,
            content,
            cancellationToken
        );
        Console.OutputEncoding = Encoding.UTF8;
        Console.WriteLine(TerminalText.Json(Indented(made)));
        if (parsed.GetValue(Header))
            HeaderPrinter.Print(await reader.ReadAsync(content, cancellationToken), content.Length, Console.Out);
        return ExitCodes.Done;
    }

    // Looking at a file leaves nothing behind, and no keys that somebody would then have to keep.
    private static KeyRing OpenKeys(string path)
    {
        if (File.Exists(path))
            return KeyFile.Open(path);
        Console.Error.WriteLine(
            "studylake: there are no keys yet; the pseudonyms shown are throw-away, and others the next time"
        );
        return KeyFile.ThrowAway();
    }

    private static string Indented(StudyEvent made) =>
        JsonNode
            .Parse(EventJson.ToUtf8(made))
            ?.ToJsonString(
                new()
                {
                    WriteIndented = true,
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        ?? "";
}
