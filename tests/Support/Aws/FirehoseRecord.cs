namespace StudyLake.Tests.Support.Aws;

/// <summary>What happens to one record of a call that is answered.</summary>
internal enum FirehoseRecord
{
    /// <summary>It is durable.</summary>
    Taken,

    /// <summary>It is refused.</summary>
    Refused,

    /// <summary>It is durable, and the answer says that it is refused.</summary>
    TakenButRefused,
}
