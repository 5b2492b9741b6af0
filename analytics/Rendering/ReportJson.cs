using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudyLake.Analytics.Rendering;

/// <summary>The numbers of a report as JSON: the tables of the CSV files, facts, warnings and failures.</summary>
/// <remarks>JSON has no infinity and no NaN: such a number is null.</remarks>
public static class ReportJson
{
    /// <summary>The object, for which no file was written.</summary>
    public static byte[] Render(ReportDocument document)
    {
        using var output = new MemoryStream();
        Write(document, [], output);
        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    /// <summary>Writes one object.</summary>
    /// <param name="document">The report.</param>
    /// <param name="files">The files written of it.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ReportDocument document, IEnumerable<string> files, Stream output)
    {
        using var json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        json.WriteStartObject();
        json.WriteString("report", document.Name);
        json.WriteString("title", document.Title);
        json.WriteString("classification", document.Classification);
        json.WriteString("period", document.Period);
        json.WriteString("as_of", CsvTables.Plain(document.AsOf));
        Facts("facts", document.Facts);
        Texts("failures", document.Failures.Select(failure => $"{failure.Term}: {failure.Text}"));
        Texts("warnings", document.Warnings);
        Texts("files", files);
        json.WriteStartObject("notes");
        foreach (var part in document.Parts.Where(part => part.Notes.Length > 0).DistinctBy(part => part.Name))
            Texts(part.Name, part.Notes);
        json.WriteEndObject();
        Facts("definitions", document.Definitions);
        json.WriteStartObject("tables");
        foreach (var table in CsvTables.Of(document))
            Table(json, table);
        json.WriteEndObject();
        json.WriteEndObject();

        void Facts(string name, IEnumerable<ReportFact> facts)
        {
            json.WriteStartObject(name);
            foreach (var fact in facts.DistinctBy(fact => fact.Term))
                json.WriteString(fact.Term, fact.Text);
            json.WriteEndObject();
        }

        void Texts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }
    }

    private static void Table(Utf8JsonWriter json, ReportTable table)
    {
        json.WriteStartArray(table.Name);
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            json.WriteString("row_kind", row.IsTotal ? "total" : "row");
            for (var i = 0; i < table.Columns.Length; i++)
            {
                json.WritePropertyName(table.Columns[i].Name);
                switch (row.Cells[i])
                {
                    case null or double.NaN or double.PositiveInfinity or double.NegativeInfinity:
                        json.WriteNullValue();
                        break;
                    case long number:
                        json.WriteNumberValue(number);
                        break;
                    case double number:
                        json.WriteNumberValue(number);
                        break;
                    case var other:
                        json.WriteStringValue(CsvTables.Plain(other));
                        break;
                }
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
