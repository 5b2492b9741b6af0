namespace StudyLake.Events;

/// <summary>The names of the privacy profiles, that is which attributes are read and in which form they are kept.</summary>
public static class PrivacyProfiles
{
    /// <summary>
    /// PS3.15 Basic Profile with Retain Longitudinal Temporal Information with Full Dates and Retain Institution and
    /// Device Identity; UIDs kept, identifiers pseudonymised, free text kept apart.
    /// </summary>
    public const string Standard = "standard";
}
