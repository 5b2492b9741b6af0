namespace StudyLake.Events;

/// <summary>What may become of an attribute's value once it was read.</summary>
public enum PrivacyClass
{
    /// <summary>Stored as it is.</summary>
    Keep,

    /// <summary>Stored only as a keyed pseudonym; the value itself never leaves <c>ingest</c>.</summary>
    Pseudonymise,

    /// <summary>Read to derive another fact, then dropped.</summary>
    DeriveThenDrop,

    /// <summary>Free text that may hold names: stored in a group and a table of its own, so access can be withheld.</summary>
    Scan,

    /// <summary>
    /// Not read unless a privacy profile switches the attribute on; then a person's name is stored only as a keyed
    /// pseudonym, free text with the free text, and a code as it is.
    /// </summary>
    Off,
}
