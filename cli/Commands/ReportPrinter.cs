using System.Text.Encodings.Web;
using System.Text.Json;
using StudyLake.Analytics.Rendering;
using StudyLake.Cli.Reports;

namespace StudyLake.Cli.Commands;

/// <summary>Says what was made: paths or JSON to standard output, what a person must see to standard error.</summary>
internal static class ReportPrinter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The paths, one a line.</summary>
    public static void Paths(IEnumerable<MadeFiles> made)
    {
        foreach (var path in made.SelectMany(files => files.Paths))
            Console.WriteLine(path);
    }

    /// <summary>Each report with its files, warnings and failures as JSON.</summary>
    public static async Task JsonAsync(IEnumerable<MadeFiles> made, IEnumerable<DueRun.Outcome> waiting)
    {
        await using var output = Console.OpenStandardOutput();
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartArray("made");
        foreach (var (document, paths) in made)
        {
            json.WriteStartObject();
            json.WriteString("report", document.Name);
            json.WriteString("title", document.Title);
            json.WriteString("period", document.Period);
            json.WriteString("as_of", ReportOptions.Moment(document.AsOf));
            Texts(json, "files", paths);
            Texts(json, "warnings", document.Warnings);
            Texts(json, "failures", document.Failures.Select(failure => $"{failure.Term}: {failure.Text}"));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("waiting");
        foreach (var (due, _) in waiting)
        {
            json.WriteStartObject();
            json.WriteString("report", due.Report.Report);
            json.WriteString("period", due.Period.Id);
            json.WriteString("due_at", ReportOptions.Moment(due.DueAt));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync();
        output.WriteByte((byte)'\n');
    }

    /// <summary>Warnings, failures, and what the engine said; true when nothing failed.</summary>
    public static async Task<bool> WarnAsync(ReportDocument document)
    {
        foreach (var warning in document.Warnings)
            await Console.Error.WriteLineAsync($"studylake: {document.Name}: {warning}");
        foreach (var failure in document.Failures)
            await Console.Error.WriteLineAsync(
                $"studylake: {document.Name}: {failure.Term} failed: {SafeText.Of(failure.Text)}"
            );
        // What the engine said may quote a header, so it is for whoever runs the report and not for the page.
        foreach (var detail in document.FailureDetails)
            await Console.Error.WriteLineAsync(
                $"studylake: {document.Name}: {detail.Term}: {SafeText.Of(detail.Text)}"
            );
        return !document.IsIncomplete;
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
