namespace StudyLake.Tests.Support.Aws;

/// <summary>What happens to a call.</summary>
internal enum FirehoseCall
{
    /// <summary>It is answered, record by record.</summary>
    Answered,

    /// <summary>503, nothing written.</summary>
    Throttled,

    /// <summary>500, nothing written.</summary>
    Failed,

    /// <summary>500, although all is written.</summary>
    WrittenThenFailed,

    /// <summary>All is written, and the connection breaks before the answer.</summary>
    WrittenThenSilent,
}
