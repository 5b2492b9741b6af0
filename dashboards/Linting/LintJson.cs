using System.Text.Json;

namespace StudyLake.Dashboards.Linting;

/// <summary>A report for scripts.</summary>
public static class LintJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true };

    /// <summary>Writes one object with counts and findings.</summary>
    public static void Write(LintReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteNumber("files", report.FileCount);
        json.WriteNumber("visuals", report.VisualCount);
        json.WriteNumber("errors", report.ErrorCount);
        json.WriteNumber("warnings", report.WarningCount);
        json.WriteNumber("unknown_data_sets", report.UnknownDataSets);
        json.WriteStartArray("other_files");
        foreach (var file in report.OtherFiles)
            json.WriteStringValue(file);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", LintText.Name(finding.Severity));
            json.WriteString("file", finding.File);
            json.WriteNumber("line", finding.Line);
            json.WriteString("path", finding.Path);
            json.WriteString("message", finding.Message);
            json.WriteString("hint", finding.Hint);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
