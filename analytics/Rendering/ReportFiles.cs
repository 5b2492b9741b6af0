using System.Text;

namespace StudyLake.Analytics.Rendering;

/// <summary>
/// Every form of a report: document in, bytes out. No file, no clock, no font of the machine; the same document gives the
/// same bytes, whose dates are <see cref="ReportDocument.AsOf"/>.
/// </summary>
/// <remarks>Safe for several threads.</remarks>
public static class ReportFiles
{
    /// <summary>All forms, the page first.</summary>
    public static IReadOnlyList<ReportFormat> Formats { get; } = Enum.GetValues<ReportFormat>();

    /// <summary>The report in that form.</summary>
    public static ReportFile Render(ReportDocument document, ReportFormat format) =>
        new($"{document.Name}.{Ending(format)}", MediaType(format), Content(document, format));

    /// <summary>The form of that name (<c>html</c>, <c>pdf</c>, <c>xlsx</c>, <c>csv</c>, <c>json</c>); null for none.</summary>
    public static ReportFormat? Parse(string name) =>
        Formats
            .Where(format => string.Equals(format.ToString(), name.Trim(), StringComparison.OrdinalIgnoreCase))
            .Cast<ReportFormat?>()
            .FirstOrDefault();

    private static byte[] Content(ReportDocument document, ReportFormat format) =>
        format switch
        {
            ReportFormat.Html => Encoding.UTF8.GetBytes(HtmlReport.Render(document)),
            ReportFormat.Pdf => Pdf.PdfReport.Render(document),
            ReportFormat.Xlsx => Workbook.XlsxReport.Render(document),
            ReportFormat.Csv => CsvBundle.Render(document),
            ReportFormat.Json => ReportJson.Render(document),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Expected a form of a report."),
        };

    // Several CSV files travel as one.
    private static string Ending(ReportFormat format) =>
        format switch
        {
            ReportFormat.Html => "html",
            ReportFormat.Pdf => "pdf",
            ReportFormat.Xlsx => "xlsx",
            ReportFormat.Csv => "csv.zip",
            _ => "json",
        };

    private static string MediaType(ReportFormat format) =>
        format switch
        {
            ReportFormat.Html => "text/html; charset=utf-8",
            ReportFormat.Pdf => "application/pdf",
            ReportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ReportFormat.Csv => "application/zip",
            _ => "application/json",
        };
}
