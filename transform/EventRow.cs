namespace StudyLake.Transform;

/// <summary>What is known of a line while it is read, and where its rows are.</summary>
/// <param name="row">Its row in <c>study_events</c>.</param>
/// <param name="textRow">The index that its row in <c>study_text</c> has or would have.</param>
/// <param name="issueRow">The index of its first row in <c>field_issues</c>.</param>
internal struct EventRow(int row, int textRow, int issueRow)
{
    /// <summary>A member that the line does not have.</summary>
    public const int Absent = int.MinValue;

    /// <summary>Its row in <c>study_events</c>.</summary>
    public readonly int Row = row;

    /// <summary>The index that its row in <c>study_text</c> has or would have.</summary>
    public readonly int TextRow = textRow;

    /// <summary>The index of its first row in <c>field_issues</c>.</summary>
    public readonly int IssueRow = issueRow;

    /// <summary>The place of <c>event_type</c> in its list, or <see cref="Absent"/>.</summary>
    public int Type = Absent;

    /// <summary>The place of <c>reason</c> in its list, -1 when it is not in it, or <see cref="Absent"/>.</summary>
    public int Reason = Absent;

    /// <summary>The place of <c>cause</c> in its list, -1 when it is not in it, or <see cref="Absent"/>.</summary>
    public int Cause = Absent;

    /// <summary>Whether it has an <c>event_id</c>.</summary>
    public bool HasId;

    /// <summary>Whether it has the <c>schema_version</c> that is read.</summary>
    public bool HasVersion;

    /// <summary>Whether <c>attributes</c> is an object.</summary>
    public bool HasAttributes;
}
