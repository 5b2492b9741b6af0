namespace StudyLake.Cli.Demo;

/// <summary>One table of numbers that the marts must give.</summary>
/// <param name="Name">What is counted, for people.</param>
/// <param name="Measures">Names of the measures: as many last columns of the query.</param>
/// <param name="Expected">The truth's values for each key, in the order of the measures; text and nulls are values too.</param>
/// <param name="Sql">Gives the same: the key in no, one or more columns, then the measures.</param>
internal sealed record DemoCheck(
    string Name,
    IReadOnlyList<string> Measures,
    IReadOnlyDictionary<string, object?[]> Expected,
    string Sql
);

/// <summary>How a check came out.</summary>
/// <param name="Check">The check.</param>
/// <param name="Equal">Values that agree.</param>
/// <param name="Differences">Key, truth and mart of each value that does not.</param>
internal sealed record DemoCheckResult(DemoCheck Check, int Equal, IReadOnlyList<string> Differences);
