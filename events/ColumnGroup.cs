namespace StudyLake.Events;

/// <summary>Which part of the payload a column belongs to, and so which table of the lake.</summary>
public enum ColumnGroup
{
    /// <summary>Coded and numeric facts: JSON <c>attributes</c>, table <c>study_events</c>.</summary>
    Attributes,

    /// <summary>Free text that may hold names: JSON <c>text</c>, table <c>study_text</c>.</summary>
    Text,
}
