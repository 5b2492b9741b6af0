using System.Diagnostics.CodeAnalysis;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>One report as its <c>report.yml</c> gives it: period, schedule, and what stands on the page.</summary>
/// <remarks>
/// Settable, because YamlDotNet fills it; read as if it were not. <see cref="ReportCheck"/> has found it sound before
/// anybody reads it. Texts for the reader are templates: see <see cref="ReportText"/>.
/// </remarks>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by YamlDotNet.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by YamlDotNet.")]
public sealed class ReportDefinition
{
    /// <summary>Its name, which is its folder's.</summary>
    public string Report { get; set; } = "";

    /// <summary>The title of the page.</summary>
    public string Title { get; set; } = "";

    /// <summary>What it answers and for whom, in a sentence.</summary>
    public string Description { get; set; } = "";

    /// <summary>How long its period is.</summary>
    public PeriodKind Period { get; set; }

    /// <summary>By which date something belongs to the period, as the page says it.</summary>
    public string PeriodBy { get; set; } = "by study date";

    /// <summary>When it is due.</summary>
    public ReportSchedule Schedule { get; set; } = new();

    /// <summary>The rules by which it can count exams, the usual one first; empty when it counts none.</summary>
    public List<CountingRule> CountingRules { get; set; } = [];

    /// <summary>True when numbers of it are estimates; the page then says so.</summary>
    public bool IsEstimate { get; set; }

    /// <summary>What it can be narrowed to: <c>site</c>.</summary>
    public List<string> Filters { get; set; } = [];

    /// <summary>Its own parameters by name, such as thresholds.</summary>
    public Dictionary<string, string> Parameters { get; set; } = [];

    /// <summary>The numbers at its head.</summary>
    public List<KeyNumberLayout> KeyNumbers { get; set; } = [];

    /// <summary>What the head says besides what every report says.</summary>
    public List<FactLayout> Facts { get; set; } = [];

    /// <summary>What a reader must see before the numbers.</summary>
    public List<WarningLayout> Warnings { get; set; } = [];

    /// <summary>Its parts, in order.</summary>
    public List<PartLayout> Parts { get; set; } = [];

    /// <summary>The terms it explains, by their names in <c>definitions.yml</c>.</summary>
    public List<string> Definitions { get; set; } = [];
}

/// <summary>When a report is due.</summary>
public sealed class ReportSchedule
{
    /// <summary>An expression of EventBridge Scheduler with six fields: <c>cron(0 6 ? * MON *)</c>.</summary>
    public string Cron { get; set; } = "";

    /// <summary>The expression in words.</summary>
    public string When { get; set; } = "";

    /// <summary>The IANA time zone in which it is read.</summary>
    public string TimeZone { get; set; } = "UTC";
}

/// <summary>One number at the head of a report: of a query with a row for each period.</summary>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by YamlDotNet.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by YamlDotNet.")]
public sealed class KeyNumberLayout
{
    /// <summary>Its name in CSV and JSON, with its unit.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is.</summary>
    public string Label { get; set; } = "";

    /// <summary>What its values are.</summary>
    public ColumnFormat Format { get; set; } = ColumnFormat.Count;

    /// <summary>The query.</summary>
    public string Query { get; set; } = "";

    /// <summary>The query's column with the first day of the period.</summary>
    public string PeriodColumn { get; set; } = "period_start";

    /// <summary>The query's column with the value.</summary>
    public string Value { get; set; } = "";

    /// <summary>Boolean columns that are true for the rows to take.</summary>
    public List<string> Where { get; set; } = [];

    /// <summary>True for a number that is nought where its period has no row; otherwise it is not known then.</summary>
    public bool IsZeroWithoutRow { get; set; } = true;

    /// <summary>True for a number of patients or exams, false for one of nobody; null for not said, which counts as true.</summary>
    public bool? IsPeople { get; set; }

    /// <summary>The key number of which it is an average, whose other numbers are of nobody; null for none.</summary>
    public string? DerivedFrom { get; set; }

    /// <summary>What must be equal before it is shown.</summary>
    public List<ReconcileLayout> Reconciles { get; set; } = [];
}

/// <summary>One fact at the head of a report.</summary>
public sealed class FactLayout
{
    /// <summary>The term.</summary>
    public string Term { get; set; } = "";

    /// <summary>The text; <c>not available</c> stands for it when a value it names is not there.</summary>
    public string Text { get; set; } = "";

    /// <summary>True for what no public form holds: counts of people in words, names of devices, the pipeline.</summary>
    public bool IsInternal { get; set; }
}

/// <summary>A sentence before the numbers, for each row of a query that asks for it.</summary>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by YamlDotNet.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by YamlDotNet.")]
public sealed class WarningLayout
{
    /// <summary>The sentence. A place without a query's name is filled from the row: <c>{.column}</c>.</summary>
    public string Text { get; set; } = "";

    /// <summary>The query.</summary>
    public string Query { get; set; } = "";

    /// <summary>Boolean columns that are true for the rows that warn.</summary>
    public List<string> Where { get; set; } = [];
}

/// <summary>One part of a report.</summary>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by YamlDotNet.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by YamlDotNet.")]
public sealed class PartLayout
{
    /// <summary>Its name in lower case with hyphens.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its heading.</summary>
    public string Title { get; set; } = "";

    /// <summary>What to read from it, in sentences; one is left out when a value it names is not there.</summary>
    public List<string> Lead { get; set; } = [];

    /// <summary>What must be equal before it is shown.</summary>
    public List<ReconcileLayout> Reconciles { get; set; } = [];

    /// <summary>Its charts.</summary>
    public List<ChartLayout> Charts { get; set; } = [];

    /// <summary>Its tables.</summary>
    public List<TableLayout> Tables { get; set; } = [];

    /// <summary>What to know about its numbers.</summary>
    public List<string> Notes { get; set; } = [];

    /// <summary>True for what no public form holds: devices, names as headers have them.</summary>
    public bool IsInternal { get; set; }
}

/// <summary>A sum of a query's rows that must equal a number of another query's first row.</summary>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by YamlDotNet.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by YamlDotNet.")]
public sealed class ReconcileLayout
{
    /// <summary>What is compared, in the plural: exams.</summary>
    public string What { get; set; } = "";

    /// <summary>The query whose rows are added up.</summary>
    public string Query { get; set; } = "";

    /// <summary>Its column.</summary>
    public string Column { get; set; } = "";

    /// <summary>Boolean columns that are true for the rows to add up.</summary>
    public List<string> Where { get; set; } = [];

    /// <summary>Boolean columns that are not true for the rows to add up.</summary>
    public List<string> Unless { get; set; } = [];

    /// <summary>Query and column with the expected number: <c>volume_totals.exam_count</c>.</summary>
    public string Expected { get; set; } = "";

    /// <summary>The only counting rule by which the two must be equal; null for every rule.</summary>
    public CountingRule? Rule { get; set; }
}
