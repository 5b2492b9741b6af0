#nullable disable

namespace Amazon.Athena.Model;

/// <summary>A statement to run.</summary>
public partial class StartQueryExecutionRequest : AmazonAthenaRequest
{
    /// <summary>32 to 128 characters that make a repetition harmless; made up when null.</summary>
    public string ClientRequestToken { get; set; }

    /// <summary>A SQL expression for each <c>?</c> of the statement, in order, each of 1 to 1,024 characters.</summary>
    public List<string> ExecutionParameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Where names without a database are looked up.</summary>
    public QueryExecutionContext QueryExecutionContext { get; set; }

    /// <summary>One statement of at most 262,144 bytes.</summary>
    public string QueryString { get; set; }

    /// <summary>Where results go, unless the workgroup says it.</summary>
    public ResultConfiguration ResultConfiguration { get; set; }

    /// <summary>Whether an earlier result will do.</summary>
    public ResultReuseConfiguration ResultReuseConfiguration { get; set; }

    /// <summary>The workgroup; null for <c>primary</c>.</summary>
    public string WorkGroup { get; set; }
}
