namespace StudyLake.Aws.Athena;

/// <summary>Where and how statements run on Athena.</summary>
public sealed record AthenaOptions
{
    /// <summary>The workgroup, which says where results go, how they are encrypted and how much a query may scan.</summary>
    public required string WorkGroup { get; init; }

    /// <summary>The Glue database in which names are looked up and views are made.</summary>
    public required string Database { get; init; }

    /// <summary>The catalog of the database. Default: the account's Glue Data Catalog.</summary>
    public string Catalog { get; init; } = "AwsDataCatalog";

    /// <summary>
    /// What tells this run from any other that sends the same statements, such as an invocation's id or the time for
    /// which it was scheduled. The same run repeated gets the results of its first attempt instead of paying twice; two
    /// runs of one name would share results that may be out of date.
    /// </summary>
    public required string Run { get; init; }

    /// <summary>Wait before the first question whether a statement has ended. Default: 100 ms; each is half as long again.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between two of these questions. Default: 2 s.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a statement is sent again when too many run at a time, or when Athena says of its failure that the same
    /// may succeed, from 0. Default: 6.
    /// </summary>
    public int MaxRetries { get; init; } = 6;

    /// <summary>Wait before the first of these, doubled with each and jittered, at most 30 s. Default: 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Rows asked for at a time, 1 to 1,000, which is also the default.</summary>
    public int PageRows { get; init; } = 1_000;
}
