using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>A place where an asset is not what the API accepts.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Path">Where.</param>
/// <param name="Message">What was expected and what was found.</param>
/// <param name="Hint">What to do; null for nothing in particular.</param>
internal sealed record SchemaFault(SchemaFaultKind Kind, JsonPath Path, string Message, string? Hint = null);

/// <summary>In which way a value is not what the API accepts.</summary>
internal enum SchemaFaultKind
{
    /// <summary>The structure has no member of that name.</summary>
    UnknownMember,

    /// <summary>The text is not one of the values.</summary>
    NotAValue,

    /// <summary>A required member is missing.</summary>
    MissingMember,

    /// <summary>The JSON type is another.</summary>
    WrongType,

    /// <summary>The text does not match the pattern.</summary>
    Pattern,

    /// <summary>Too few or many items or letters, or too small or great a number.</summary>
    OutsideLimits,

    /// <summary>None or several members of a union.</summary>
    Union,

    /// <summary>The text is no colour.</summary>
    Color,

    /// <summary>The text is no date in ISO 8601.</summary>
    Date,
}
