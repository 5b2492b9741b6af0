using System.Diagnostics.CodeAnalysis;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>One table: the rows of a query in its order, or a matrix of them.</summary>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by YamlDotNet.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by YamlDotNet.")]
public sealed class TableLayout
{
    /// <summary>Its name in lower case with hyphens, which is its CSV file's too.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it shows, above it.</summary>
    public string Caption { get; set; } = "";

    /// <summary>The query.</summary>
    public string Query { get; set; } = "";

    /// <summary>Boolean columns that are true for the rows to take, or <c>column=text</c>; empty for every row.</summary>
    public List<string> Where { get; set; } = [];

    /// <summary>The rows to show besides totals, the first ones; the caption then says of how many. 0 for all.</summary>
    public int MostRows { get; set; }

    /// <summary>A boolean column that is true for a row that adds up others; null for none.</summary>
    public string? Total { get; set; }

    /// <summary>The columns; the first names the row. Of a matrix only the first.</summary>
    public List<ColumnLayout> Columns { get; set; } = [];

    /// <summary>What makes it a matrix; null for a plain table.</summary>
    public MatrixLayout? Across { get; set; }

    /// <summary>What stands in its place when it has no row but a total.</summary>
    public string Empty { get; set; } = "Nothing to show for this period.";

    /// <summary>HTML tints each count that is no total by its size.</summary>
    public bool IsHeatMap { get; set; }

    /// <summary>True for what no public form holds: single devices, names as headers have them.</summary>
    public bool IsInternal { get; set; }
}

/// <summary>How the rows of a query become the cells of a matrix, one row of the query for each cell.</summary>
public sealed class MatrixLayout
{
    /// <summary>The column whose values become columns.</summary>
    public string Column { get; set; } = "";

    /// <summary>A whole number by which the columns are ordered; null for the order in which they first come.</summary>
    public string? Order { get; set; }

    /// <summary>The column with the values of the cells. A cell without a row is nought, and not known where the total of its row is not.</summary>
    public string Value { get; set; } = "";

    /// <summary>What stands before a column's value in its name in CSV: <c>exams_</c>.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>What the values of the column are, which decides how headings show them.</summary>
    public ColumnFormat HeadingFormat { get; set; } = ColumnFormat.Text;

    /// <summary>What the cells are.</summary>
    public ColumnFormat Format { get; set; } = ColumnFormat.Count;

    /// <summary>A boolean column that is true for cells that add up their row; null for none.</summary>
    public string? Total { get; set; }

    /// <summary>With more columns than this, and more of them than rows, rows and columns change places; 0 for never.</summary>
    public int MostColumns { get; set; }

    /// <summary>What the columns are, for when they become rows: Site.</summary>
    public string Title { get; set; } = "";

    /// <summary>True for cells that number patients or exams, false for nobody; null for not said, which counts as true.</summary>
    public bool? IsPeople { get; set; }
}

/// <summary>One column of a table.</summary>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by YamlDotNet.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by YamlDotNet.")]
public sealed class ColumnLayout
{
    /// <summary>Its name in CSV and JSON, with its unit.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its heading.</summary>
    public string Title { get; set; } = "";

    /// <summary>What its values are: one of <see cref="ColumnFormat"/>, or <c>period</c> for the first day of one.</summary>
    public string Format { get; set; } = "text";

    /// <summary>The query's column; null for the one of the same name.</summary>
    public string? From { get; set; }

    /// <summary>
    /// A column of another query, <c>query.column</c>, taken from its row that has the same value of <see cref="By"/>; not
    /// known where there is none. Null for a column of the table's own query.
    /// </summary>
    public string? Lookup { get; set; }

    /// <summary>The column of both queries by which <see cref="Lookup"/> finds the row, unique in the other query.</summary>
    public string By { get; set; } = "";

    /// <summary>Two columns: the first divided by the second, null where that is 0.</summary>
    public List<string> Ratio { get; set; } = [];

    /// <summary>Two columns: the relative change of the first against the second.</summary>
    public List<string> Change { get; set; } = [];

    /// <summary>The list in <c>words.yml</c> that says what stands for each value; null to show values as they are.</summary>
    public string? Words { get; set; }

    /// <summary>HTML draws a bar beside each value that is no total.</summary>
    public bool HasBar { get; set; }

    /// <summary>True when it is left empty in a row that adds up others.</summary>
    public bool IsBlankInTotal { get; set; }

    /// <summary>True for numbers of patients or exams, false for nobody; null for not said, which counts as true.</summary>
    public bool? IsPeople { get; set; }

    /// <summary>The columns of which it is an average, whose other numbers are of nobody; empty for found out.</summary>
    public List<string> DerivedFrom { get; set; } = [];

    /// <summary>The column of the table of which its counts are a part, so that the rest is a count of people too; null for none.</summary>
    public string? PartOf { get; set; }

    /// <summary>True when no public form holds the column: reasons that state counts in words.</summary>
    public bool IsInternal { get; set; }
}

/// <summary>One chart: the rows of a query as bars or a line.</summary>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by YamlDotNet.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by YamlDotNet.")]
public sealed class ChartLayout
{
    /// <summary>How it is drawn.</summary>
    public ChartKind Kind { get; set; }

    /// <summary>What it shows.</summary>
    public string Title { get; set; } = "";

    /// <summary>What there is to see, in a sentence.</summary>
    public string Description { get; set; } = "";

    /// <summary>The query.</summary>
    public string Query { get; set; } = "";

    /// <summary>Boolean columns that are true for the rows to take.</summary>
    public List<string> Where { get; set; } = [];

    /// <summary>The column with the labels of the axis; of first days of periods every one of the trend has its place.</summary>
    public string Label { get; set; } = "";

    /// <summary>The column with the name of the series; null for one series.</summary>
    public string? Series { get; set; }

    /// <summary>The column with the values.</summary>
    public string Value { get; set; } = "";

    /// <summary>What the values are.</summary>
    public ColumnFormat Format { get; set; } = ColumnFormat.Count;

    /// <summary>True for numbers of patients or exams, false for nobody; null for not said, which counts as true.</summary>
    public bool? IsPeople { get; set; }
}
