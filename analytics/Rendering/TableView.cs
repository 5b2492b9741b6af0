using System.Globalization;

namespace StudyLake.Analytics.Rendering;

/// <summary>What a person reads of a table: units, headings, texts and tints, the same on the page and in the PDF.</summary>
/// <remarks>Only what is shown sets a scale: a value that is withheld has no bar, no tint and no part in the largest.</remarks>
internal sealed class TableView
{
    private const int HeatSteps = 6;

    private readonly ByteUnit?[] units;
    private readonly double[] largest;
    private readonly double heat;

    public TableView(ReportTable table)
    {
        Table = table;
        units = [.. table.Columns.Select((column, i) => Unit(table, column, i))];
        largest = [.. table.Columns.Select((column, i) => column.HasBar ? Largest(table, i) : 0)];
        heat = table.IsHeatMap ? HeatLargest(table) : 0;
    }

    public ReportTable Table { get; }

    /// <summary>The heading with the unit of sizes.</summary>
    public string Heading(int column) =>
        SafeText.Of(Table.Columns[column].Title) + (units[column] is { } unit ? $" ({unit.Symbol})" : "");

    /// <summary>The value as text.</summary>
    public string Text(ReportRow row, int column) =>
        Display.Text(row.Cells[column], Format(row, column), units[column]);

    /// <summary>The format of a cell: a total's name is ours, not a modality or a site.</summary>
    public ColumnFormat Format(ReportRow row, int column) =>
        row.IsTotal && row.Cells[column] is string ? ColumnFormat.Text : Table.Columns[column].Format;

    /// <summary>The length of the bar beside a value, 0 to 1; null for none.</summary>
    public double? Bar(ReportRow row, int column) =>
        largest[column] > 0 && !row.IsTotal && Number(row.Cells[column]) is { } value ? value / largest[column] : null;

    /// <summary>The tint of a count in a heat map, 0 to 6; null for none.</summary>
    public int? Heat(ReportRow row, int column)
    {
        if (heat <= 0 || Table.Columns[column].Format != ColumnFormat.Count || row.IsTotal || IsSum(column))
            return null;
        return Number(row.Cells[column]) is not { } value ? null
            : value <= 0 ? 0
            : Math.Clamp((int)Math.Ceiling(HeatSteps * value / heat), 1, HeatSteps);
    }

    /// <summary>A column of a heat map that adds up its row.</summary>
    public bool IsSum(int column) => Table.Columns[column].Name.EndsWith("total", StringComparison.Ordinal);

    /// <summary>Nothing to look at: unknown, withheld or zero.</summary>
    public bool IsFaint(ReportRow row, int column) =>
        Table.Columns[column].IsNumber
        && (
            row.Cells[column] is null or Withheld
            || (!row.IsTotal && Table.Columns[column].Format == ColumnFormat.Count && row.Cells[column] is 0L)
        );

    private double HeatLargest(ReportTable table) =>
        Enumerable
            .Range(1, table.Columns.Length - 1)
            .Where(i => !IsSum(i))
            .Select(i => Largest(table, i))
            .DefaultIfEmpty(0)
            .Max();

    private static double Largest(ReportTable table, int column) =>
        table.Rows.Where(row => !row.IsTotal).Select(row => Number(row.Cells[column]) ?? 0).DefaultIfEmpty(0).Max();

    private static ByteUnit? Unit(ReportTable table, ReportColumn column, int index) =>
        column.Format == ColumnFormat.Bytes
            ? ByteUnit.For(table.Rows.Select(row => Number(row.Cells[index]) ?? 0))
            : null;

    private static double? Number(object? value) =>
        value is IConvertible number and not string ? number.ToDouble(CultureInfo.InvariantCulture) : null;
}
