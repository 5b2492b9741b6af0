using System.Diagnostics.CodeAnalysis;

namespace StudyLake.Analytics;

/// <summary>What the <c>.yml</c> beside a model says of it.</summary>
/// <remarks>Settable, because <see cref="DescriptionReader"/> fills it; read as if it were not.</remarks>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by the reader.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by the reader.")]
public sealed class ModelDescription
{
    /// <summary>The model's name, the same as its file's.</summary>
    public string Model { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Description { get; set; } = "";

    /// <summary>What one row is, in a sentence.</summary>
    public string Grain { get; set; } = "";

    /// <summary>
    /// <c>view</c>, or <c>table</c> where keeping it for a session saves work, above all with an engine that runs a view anew
    /// for each mention.
    /// </summary>
    public string Materialization { get; set; } = "view";

    /// <summary>
    /// <c>study</c> where each row is a function of the events of one study and of those linked with it by a UID, so that
    /// snapshots keep the rows of studies that nothing has touched, in a <c>table</c>; null otherwise.
    /// </summary>
    public string? Kept { get; set; }

    /// <summary>
    /// <c>unseen</c> where free text of headers is read and nothing of it stands in a column, so that who may not read it
    /// may read the model; null otherwise.
    /// </summary>
    public string? FreeText { get; set; }

    /// <summary>The columns in order.</summary>
    public List<ModelColumn> Columns { get; set; } = [];

    /// <summary>Lists of columns whose values together are unique.</summary>
    public List<List<string>> Unique { get; set; } = [];

    /// <summary>Sums that must agree with another count.</summary>
    public List<Reconciliation> Reconciles { get; set; } = [];

    /// <summary>What stands for each <c>?</c> of a report, in order; empty otherwise.</summary>
    public List<ModelParameter> Parameters { get; set; } = [];

    /// <summary>True when the model may be kept as a table for a session.</summary>
    public bool IsTable => Materialization == "table";

    /// <summary>True when snapshots keep its rows by study.</summary>
    public bool IsKept => Kept == "study";

    /// <summary>True when it shows none of the free text that it reads.</summary>
    public bool HidesFreeText => FreeText == "unseen";
}

/// <summary>One column of a model.</summary>
[SuppressMessage("Usage", "CA2227", Justification = "Filled by the reader.")]
[SuppressMessage("Design", "CA1002", Justification = "Filled by the reader.")]
public sealed class ModelColumn
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Instead of all else the name of a list of <see cref="SqlLists"/>, whose columns stand here; else null.</summary>
    public string? Each { get; set; }

    /// <summary>Its SQL type, one of those in <see cref="SqlTypes"/>.</summary>
    public string Type { get; set; } = "";

    /// <summary>Its unit as a UCUM code, or null for what has none.</summary>
    public string? Unit { get; set; }

    /// <summary>What it is and what null means.</summary>
    public string Description { get; set; } = "";

    /// <summary>Its values are unique; null values are left out of account.</summary>
    public bool Unique { get; set; }

    /// <summary>It is never null.</summary>
    public bool NotNull { get; set; }

    /// <summary>The values it may have besides null; empty for any.</summary>
    public List<string> AcceptedValues { get; set; } = [];

    /// <summary>The model and column, as <c>model.column</c>, that has each of its values; null for none.</summary>
    public string? Relationship { get; set; }
}

/// <summary>A number of the model that must equal a number counted another way.</summary>
public sealed class Reconciliation
{
    /// <summary>What is compared.</summary>
    public string Name { get; set; } = "";

    /// <summary>An aggregate over the model.</summary>
    public string Value { get; set; } = "";

    /// <summary>A query of one row and column.</summary>
    public string Expected { get; set; } = "";
}

/// <summary>What stands for one <c>?</c>.</summary>
public sealed class ModelParameter
{
    /// <summary>What to call it on a command line.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its SQL type.</summary>
    public string Type { get; set; } = "";

    /// <summary>What it means.</summary>
    public string Description { get; set; } = "";
}
