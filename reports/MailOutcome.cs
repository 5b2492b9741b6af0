namespace StudyLake.Reports;

/// <summary>What became of a mail.</summary>
internal enum MailOutcome
{
    /// <summary>None is sent: there is no sender.</summary>
    NotWanted,

    /// <summary>It was handed over now.</summary>
    Sent,

    /// <summary>It had been handed over before.</summary>
    SentBefore,

    /// <summary>Another invocation is at it, or died less than 20 minutes ago.</summary>
    Elsewhere,
}
