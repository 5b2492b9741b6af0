using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace StudyLake.Analytics.Rendering.Workbook;

/// <summary>A report as a workbook: "About" with facts and definitions, the key numbers, then a sheet for each table.</summary>
/// <remarks>
/// Numbers, dates and moments are typed and formatted; sizes are bytes and shares are ratios, whatever they look like.
/// A text is an inline string, which no spreadsheet runs, whatever it begins with. A value that is not known is an empty
/// cell.
/// </remarks>
internal static class XlsxReport
{
    private const string Properties = "docProps/core.psmdcp";

    /// <summary>The file.</summary>
    public static byte[] Render(ReportDocument document)
    {
        using var output = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(output, SpreadsheetDocumentType.Workbook))
        {
            file.PackageProperties.Title = SafeText.Of($"{document.Title}, {document.Period}");
            file.PackageProperties.Creator = "StudyLake";
            file.PackageProperties.Category = SafeText.Of(document.Classification);
            file.PackageProperties.Language = "en";
            file.PackageProperties.Created = DateTime.SpecifyKind(document.AsOf, DateTimeKind.Utc);
            var workbook = file.AddWorkbookPart();
            var styles = workbook.AddNewPart<WorkbookStylesPart>("styles");
            styles.Stylesheet = CellStyles.Sheet();
            var sheets = new Sheets();
            var names = new HashSet<string>(StringComparer.Ordinal);
            uint number = 0;
            foreach (var table in CsvTables.Of(document).Prepend(AboutTable.Of(document)))
            {
                number++;
                var id = FormattableString.Invariant($"sheet{number}");
                workbook.AddNewPart<WorksheetPart>(id).Worksheet = SheetWriter.Of(table, wraps: number == 1);
                var wanted = number == 1 ? "About" : table.Caption;
                sheets.Append(
                    new Sheet
                    {
                        Id = id,
                        SheetId = number,
                        Name = SheetNames.Unique(wanted, names),
                    }
                );
            }
            workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(sheets);
        }
        return Restamped(output, document.AsOf);
    }

    // The package draws random names for its properties and for what refers to them.
    private static (string Name, byte[] Content) Named(string name, byte[] content)
    {
        if (name.EndsWith(".psmdcp", StringComparison.Ordinal))
            return (Properties, content);
        if (name != "_rels/.rels")
            return (name, content);
        using var input = new MemoryStream(content);
        var root = XElement.Load(input);
        var number = 0;
        foreach (var reference in root.Elements())
        {
            reference.SetAttributeValue("Id", FormattableString.Invariant($"r{++number}"));
            if (reference.Attribute("Target")?.Value.EndsWith(".psmdcp", StringComparison.Ordinal) == true)
                reference.SetAttributeValue("Target", "/" + Properties);
        }
        return (name, Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)));
    }

    // The package writes the machine's clock into its entries.
    private static byte[] Restamped(MemoryStream package, DateTime moment)
    {
        package.Position = 0;
        using var zip = new ZipArchive(package, ZipArchiveMode.Read);
        return StableZip.Of(
            [
                .. zip.Entries.Select(entry =>
                {
                    using var content = new MemoryStream();
                    using var stream = entry.Open();
                    stream.CopyTo(content);
                    return Named(entry.FullName, content.ToArray());
                }),
            ],
            moment
        );
    }
}
