namespace StudyLake.Tests.Support.Aws;

/// <summary>What happens to one call of SES.</summary>
internal enum SesFault
{
    /// <summary>The message is taken over and the call answered.</summary>
    None,

    /// <summary>TooManyRequestsException: nothing is taken.</summary>
    Throttled,

    /// <summary>MessageRejected: nothing is taken, and the same message will never be.</summary>
    Rejected,

    /// <summary>The connection breaks before anything is taken.</summary>
    CutBeforeTaken,

    /// <summary>The message is taken over, and the connection breaks before the answer.</summary>
    CutAfterTaken,
}
