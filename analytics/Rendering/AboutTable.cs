namespace StudyLake.Analytics.Rendering;

/// <summary>All that is said about the numbers of a report, as a table for the forms that have no page around them.</summary>
internal static class AboutTable
{
    /// <summary>Kind, term and text, in the order of the page.</summary>
    public static ReportTable Of(ReportDocument document) =>
        new()
        {
            Name = "about",
            Caption = "About this report",
            Columns =
            [
                new("kind", "Kind", ColumnFormat.Text),
                new("term", "Term", ColumnFormat.Text),
                new("text", "Text", ColumnFormat.Text),
            ],
            Rows = [.. Rows(document)],
        };

    private static IEnumerable<ReportRow> Rows(ReportDocument document)
    {
        yield return ReportRow.Of("report", "Title", document.Title);
        yield return ReportRow.Of("report", "Reporting period", document.Period);
        yield return ReportRow.Of("report", "Made", Display.Moment(document.AsOf));
        yield return ReportRow.Of("report", "Classification", document.Classification);
        yield return ReportRow.Of("report", "Privacy", document.PrivacyNote);
        foreach (var fact in document.Facts)
            yield return ReportRow.Of("fact", fact.Term, fact.Text);
        foreach (var failure in document.Failures)
            yield return ReportRow.Of("failed", failure.Term, failure.Text);
        foreach (var warning in document.Warnings)
            yield return ReportRow.Of("warning", "", warning);
        foreach (var part in document.Parts)
        {
            if (part.Lead is { } lead)
                yield return ReportRow.Of("lead", part.Title, lead);
            foreach (var note in part.Notes)
                yield return ReportRow.Of("note", part.Title, note);
            foreach (var table in part.Tables.Where(table => table.Rows.IsEmpty))
                yield return ReportRow.Of("empty", table.Caption, table.EmptyText);
        }
        foreach (var definition in document.Definitions)
            yield return ReportRow.Of("definition", definition.Term, definition.Text);
    }
}
