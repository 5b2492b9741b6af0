namespace StudyLake.Transform;

/// <summary>Which object of a line a place is in.</summary>
internal enum LineLevel : byte
{
    /// <summary>The event.</summary>
    Event,

    /// <summary>Its <c>attributes</c>.</summary>
    Attributes,

    /// <summary>Its <c>text</c>.</summary>
    Text,

    /// <summary>Behind the event: nothing may follow.</summary>
    End,
}

/// <summary>What a member of a line sets.</summary>
internal enum LineTarget : byte
{
    /// <summary>Nothing, being null or an empty text.</summary>
    None,

    /// <summary>A column of text of <c>study_events</c>.</summary>
    EventText,

    /// <summary>A column of any other type of it.</summary>
    EventNumber,

    /// <summary>A column of text of <c>study_text</c>.</summary>
    FreeText,

    /// <summary>Something of the event itself.</summary>
    Event,
}

/// <summary>One member of a line, and what its bytes mean wherever they come again.</summary>
/// <param name="Member">Its index among all members of all objects.</param>
/// <param name="Length">
/// Its bytes: name, value, and the comma or closing braces behind; of a member that opens an object, up to its brace.
/// </param>
/// <param name="Next">Where the next member is.</param>
/// <param name="Target">What it sets.</param>
/// <param name="Value">
/// A text's number in its pool, a number as its column keeps it, or an index of a closed list. Meaningless where it sets
/// nothing.
/// </param>
internal readonly record struct LinePart(int Member, int Length, LineLevel Next, LineTarget Target, long Value);
