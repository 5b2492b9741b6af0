namespace StudyLake.Analytics.Reporting;

/// <summary>Lets one SQL text count by any rule: it reads <see cref="Table"/>, and the rule says which mart that is.</summary>
public static class CountingRules
{
    /// <summary>What stands in the SQL of reports for the mart of the rule.</summary>
    public const string Table = "counted_exams";

    /// <summary>The rule's name on the command line and in files.</summary>
    public static string Name(this CountingRule rule) => rule.ToString().ToLowerInvariant();

    /// <summary>The rule in words, for the page.</summary>
    public static string Text(this CountingRule rule) =>
        rule switch
        {
            CountingRule.Study => "study: a study with an acquired image is one exam",
            CountingRule.Accession =>
                "accession: an accession number of an issuer is one exam; a study without one counts by itself",
            _ => "merged: studies of one patient on one device that follow each other within minutes are one exam",
        };

    /// <summary>The mart whose rows are the exams by the rule.</summary>
    public static string Mart(this CountingRule rule) => rule == CountingRule.Study ? "exams" : $"exams_{rule.Name()}";

    /// <summary>The rule of that name; null for none.</summary>
    public static CountingRule? Parse(string name) =>
        Enum.GetValues<CountingRule>().Cast<CountingRule?>().FirstOrDefault(rule => rule?.Name() == name);

    /// <summary>The text with the rule's mart in the place of <see cref="Table"/>, outside quotes and comments.</summary>
    public static string Resolve(string sql, CountingRule rule) => SqlReferences.Replaced(sql, Table, rule.Mart());
}
