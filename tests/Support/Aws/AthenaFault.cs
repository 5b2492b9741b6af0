namespace StudyLake.Tests.Support.Aws;

/// <summary>What happens to one call of Athena.</summary>
internal enum AthenaFault
{
    /// <summary>It is answered.</summary>
    None,

    /// <summary>ThrottlingException: too many calls.</summary>
    Throttled,

    /// <summary>TooManyRequestsException: too many statements at a time.</summary>
    TooManyStatements,

    /// <summary>InternalServerException, nothing done.</summary>
    Failed,

    /// <summary>It is done, and the connection breaks before the answer.</summary>
    DoneThenSilent,
}
