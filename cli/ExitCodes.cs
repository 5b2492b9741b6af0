namespace StudyLake.Cli;

/// <summary>What <c>studylake</c> ends with.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Not done; the message says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Done, but some objects could not be read or some numbers do not reconcile.</summary>
    public const int Incomplete = 3;

    /// <summary>Done, and something wants looking at: alerts are open.</summary>
    public const int AlertsOpen = 4;

    /// <summary>Stopped by Ctrl-C; what was done is kept, and the next run goes on from there.</summary>
    public const int Interrupted = 130;
}
