namespace StudyLake.Cli.Demo;

/// <summary>One table of numbers that the marts must give.</summary>
/// <param name="Name">What is counted, for people.</param>
/// <param name="Expected">The truth's number for each key.</param>
/// <param name="Sql">Gives the same: the key in one or more columns, the number in the last.</param>
internal sealed record DemoCheck(string Name, IReadOnlyDictionary<string, long> Expected, string Sql);

/// <summary>How a check came out.</summary>
/// <param name="Check">The check.</param>
/// <param name="Equal">Numbers that agree.</param>
/// <param name="Differences">Key, truth and mart of each number that does not.</param>
internal sealed record DemoCheckResult(DemoCheck Check, int Equal, IReadOnlyList<string> Differences);
