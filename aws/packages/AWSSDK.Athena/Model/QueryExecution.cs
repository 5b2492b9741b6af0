#nullable disable

namespace Amazon.Athena.Model;

/// <summary>A statement and its state.</summary>
public partial class QueryExecution
{
    public EngineVersion EngineVersion { get; set; }

    public List<string> ExecutionParameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Query { get; set; }

    public QueryExecutionContext QueryExecutionContext { get; set; }

    public string QueryExecutionId { get; set; }

    public ResultConfiguration ResultConfiguration { get; set; }

    public ResultReuseConfiguration ResultReuseConfiguration { get; set; }

    public StatementType StatementType { get; set; }

    public QueryExecutionStatistics Statistics { get; set; }

    public QueryExecutionStatus Status { get; set; }

    public string SubstatementType { get; set; }

    public string WorkGroup { get; set; }
}
