using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace StudyLake.Analytics.Rendering.Workbook;

/// <summary>One table as a sheet: its heading row frozen, values typed, texts inline. No cell has a formula.</summary>
internal static class SheetWriter
{
    private const double Narrowest = 9;
    private const double Widest = 60;

    // What Excel takes in one cell.
    private const int LongestText = 32_000;

    /// <summary>The sheet.</summary>
    public static Worksheet Of(ReportTable table, bool wraps)
    {
        var rows = new SheetData(Heading(table));
        for (var i = 0; i < table.Rows.Length; i++)
            rows.Append(Row(table, table.Rows[i], (uint)(i + 2), wraps));
        return new Worksheet(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 1,
                        TopLeftCell = "A2",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            ),
            new Columns(table.Columns.Select((_, i) => Width(table, i))),
            rows
        );
    }

    private static Row Heading(ReportTable table) =>
        new(
            table.Columns.Select(
                (column, i) =>
                    Inline(column.Title, 1, i, column.IsNumber ? CellStyles.NumberHeading : CellStyles.Heading)
            )
        )
        {
            RowIndex = 1,
        };

    private static Row Row(ReportTable table, ReportRow row, uint index, bool wraps) =>
        new(table.Columns.Select((column, i) => Cell(column, row, row.Cells[i], index, i, wraps)).OfType<Cell>())
        {
            RowIndex = index,
        };

    private static Cell? Cell(ReportColumn column, ReportRow row, object? value, uint index, int i, bool wraps)
    {
        var style = CellStyles.Of(column.Format, row.IsTotal);
        return value switch
        {
            null or "" => null,
            double number when !double.IsFinite(number) => null,
            long or int or double or float or decimal => Number(
                Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
                index,
                i,
                style
            ),
            DateOnly date => Number(Serial(date.ToDateTime(default)), index, i, style),
            DateTime moment => Number(Serial(moment), index, i, style),
            string text => Inline(
                column.Format == ColumnFormat.Site && text == "unmapped" ? Display.NoSite : text,
                index,
                i,
                wraps ? CellStyles.Wrapped : CellStyles.Of(ColumnFormat.Text, row.IsTotal)
            ),
            _ => Inline(CsvTables.Plain(value), index, i, CellStyles.Of(ColumnFormat.Text, row.IsTotal)),
        };
    }

    private static Cell Number(string value, uint row, int column, uint style) =>
        new(new CellValue(value))
        {
            CellReference = Reference(row, column),
            DataType = CellValues.Number,
            StyleIndex = style,
        };

    private static Cell Inline(string text, uint row, int column, uint style) =>
        new(new InlineString(new Text(SafeText.UpTo(LongestText, text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = Reference(row, column),
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    // Days since 1899-12-30; before March 1900 Excel's calendar has a day too many, and there is no such report.
    private static string Serial(DateTime moment) =>
        ((moment.Ticks - new DateTime(1899, 12, 30).Ticks) / (double)TimeSpan.TicksPerDay).ToString(
            "R",
            CultureInfo.InvariantCulture
        );

    private static string Reference(uint row, int column)
    {
        var letters = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
            letters = (char)('A' + ((left - 1) % 26)) + letters;
        return string.Create(CultureInfo.InvariantCulture, $"{letters}{row}");
    }

    private static Column Width(ReportTable table, int index)
    {
        var column = table.Columns[index];
        var longest = table
            .Rows.Select(row => Display.Text(row.Cells[index], column.Format).Length)
            .Append(Math.Min(column.Title.Length, 22))
            .Max();
        return new Column
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = Math.Clamp(longest + 2.5, Narrowest, Widest),
            CustomWidth = true,
        };
    }
}
