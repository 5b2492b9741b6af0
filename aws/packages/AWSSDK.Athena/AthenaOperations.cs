using Amazon.Athena.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.Athena;

/// <summary>The operations of Athena on the wire. Source: its public service model of 2017-05-18.</summary>
internal static class AthenaOperations
{
    public static readonly JsonService Service = new()
    {
        ServiceId = "Athena",
        EndpointPrefix = "athena",
        ApiVersion = "2017-05-18",
        TargetPrefix = "AmazonAthena",
        Exception = Exception,
    };

    public static readonly JsonOperation<StartQueryExecutionRequest, StartQueryExecutionResponse> StartQueryExecution =
        new(
            Service,
            nameof(StartQueryExecution),
            static (json, request) =>
            {
                // As with the official client, a repetition by the pipeline is harmless even when the caller has no token.
#pragma warning disable RS0030
                json.Text("ClientRequestToken", request.ClientRequestToken ?? Guid.NewGuid().ToString());
#pragma warning restore RS0030
                json.Texts("ExecutionParameters", request.ExecutionParameters);
                json.Structure("QueryExecutionContext", request.QueryExecutionContext, AthenaShapes.WriteContext);
                json.Text("QueryString", request.QueryString);
                json.Structure("ResultConfiguration", request.ResultConfiguration, AthenaShapes.WriteResult);
                json.Structure("ResultReuseConfiguration", request.ResultReuseConfiguration, AthenaShapes.WriteReuse);
                json.Text("WorkGroup", request.WorkGroup);
            },
            static json => new StartQueryExecutionResponse { QueryExecutionId = json.Text("QueryExecutionId") }
        );

    public static readonly JsonOperation<GetQueryExecutionRequest, GetQueryExecutionResponse> GetQueryExecution = new(
        Service,
        nameof(GetQueryExecution),
        static (json, request) => json.Text("QueryExecutionId", request.QueryExecutionId),
        static json => new GetQueryExecutionResponse
        {
            QueryExecution = json.Structure("QueryExecution", AthenaShapes.ReadExecution),
        }
    );

    public static readonly JsonOperation<GetQueryResultsRequest, GetQueryResultsResponse> GetQueryResults = new(
        Service,
        nameof(GetQueryResults),
        static (json, request) =>
        {
            json.Int32("MaxResults", request.MaxResults);
            json.Text("NextToken", request.NextToken);
            json.Text("QueryExecutionId", request.QueryExecutionId);
            json.Text("QueryResultType", request.QueryResultType);
        },
        static json => new GetQueryResultsResponse
        {
            NextToken = json.Text("NextToken"),
            ResultSet = json.Structure("ResultSet", AthenaShapes.ReadResultSet),
            UpdateCount = json.Int64("UpdateCount"),
        }
    );

    public static readonly JsonOperation<StopQueryExecutionRequest, StopQueryExecutionResponse> StopQueryExecution =
        new(
            Service,
            nameof(StopQueryExecution),
            static (json, request) => json.Text("QueryExecutionId", request.QueryExecutionId),
            static _ => new StopQueryExecutionResponse()
        );

    private static AmazonAthenaException Exception(JsonError e) =>
        e.Code switch
        {
            "InternalServerException" => e.As((m, i, t, c, r, s) => new InternalServerException(m, i, t, c, r, s)),
            "InvalidRequestException" => e.As(
                (m, i, t, c, r, s) =>
                    new InvalidRequestException(m, i, t, c, r, s) { AthenaErrorCode = e.Text("AthenaErrorCode") }
            ),
            "TooManyRequestsException" => e.As(
                (m, i, t, c, r, s) => new TooManyRequestsException(m, i, t, c, r, s) { Reason = e.Text("Reason") }
            ),
            _ => e.As((m, i, t, c, r, s) => new AmazonAthenaException(m, i, t, c, r, s)),
        };
}
