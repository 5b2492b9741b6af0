using System.Text.Json;
using Amazon.Athena.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.Athena;

/// <summary>The structures of Athena's requests and responses, member by member.</summary>
internal static class AthenaShapes
{
    public static void WriteContext(Utf8JsonWriter json, QueryExecutionContext context)
    {
        json.Text("Catalog", context.Catalog);
        json.Text("Database", context.Database);
    }

    public static void WriteResult(Utf8JsonWriter json, ResultConfiguration result)
    {
        json.Structure(
            "AclConfiguration",
            result.AclConfiguration,
            static (item, acl) => item.Text("S3AclOption", acl.S3AclOption)
        );
        json.Structure(
            "EncryptionConfiguration",
            result.EncryptionConfiguration,
            static (item, encryption) =>
            {
                item.Text("EncryptionOption", encryption.EncryptionOption);
                item.Text("KmsKey", encryption.KmsKey);
            }
        );
        json.Text("ExpectedBucketOwner", result.ExpectedBucketOwner);
        json.Text("OutputLocation", result.OutputLocation);
    }

    public static void WriteReuse(Utf8JsonWriter json, ResultReuseConfiguration reuse) =>
        json.Structure(
            "ResultReuseByAgeConfiguration",
            reuse.ResultReuseByAgeConfiguration,
            static (item, age) =>
            {
                item.Boolean("Enabled", age.Enabled);
                item.Int32("MaxAgeInMinutes", age.MaxAgeInMinutes);
            }
        );

    public static QueryExecution ReadExecution(JsonElement json) =>
        new()
        {
            EngineVersion = json.Structure(
                "EngineVersion",
                static version => new EngineVersion
                {
                    EffectiveEngineVersion = version.Text("EffectiveEngineVersion"),
                    SelectedEngineVersion = version.Text("SelectedEngineVersion"),
                }
            ),
            ExecutionParameters = json.Texts("ExecutionParameters"),
            Query = json.Text("Query"),
            QueryExecutionContext = json.Structure(
                "QueryExecutionContext",
                static context => new QueryExecutionContext
                {
                    Catalog = context.Text("Catalog"),
                    Database = context.Text("Database"),
                }
            ),
            QueryExecutionId = json.Text("QueryExecutionId"),
            ResultConfiguration = json.Structure("ResultConfiguration", ReadResult),
            ResultReuseConfiguration = json.Structure("ResultReuseConfiguration", ReadReuse),
            StatementType = json.Text("StatementType"),
            Statistics = json.Structure("Statistics", ReadStatistics),
            Status = json.Structure("Status", ReadStatus),
            SubstatementType = json.Text("SubstatementType"),
            WorkGroup = json.Text("WorkGroup"),
        };

    public static ResultSet ReadResultSet(JsonElement json) =>
        new()
        {
            ResultSetMetadata = json.Structure(
                "ResultSetMetadata",
                static metadata => new ResultSetMetadata { ColumnInfo = metadata.List("ColumnInfo", ReadColumn) }
            ),
            Rows = json.List(
                "Rows",
                static row => new Row
                {
                    Data = row.List("Data", static datum => new Datum { VarCharValue = datum.Text("VarCharValue") }),
                }
            ),
        };

    private static ColumnInfo ReadColumn(JsonElement json) =>
        new()
        {
            CaseSensitive = json.Boolean("CaseSensitive"),
            CatalogName = json.Text("CatalogName"),
            Label = json.Text("Label"),
            Name = json.Text("Name"),
            Nullable = json.Text("Nullable"),
            Precision = json.Int32("Precision"),
            Scale = json.Int32("Scale"),
            SchemaName = json.Text("SchemaName"),
            TableName = json.Text("TableName"),
            Type = json.Text("Type"),
        };

    private static ResultConfiguration ReadResult(JsonElement json) =>
        new()
        {
            AclConfiguration = json.Structure(
                "AclConfiguration",
                static acl => new AclConfiguration { S3AclOption = acl.Text("S3AclOption") }
            ),
            EncryptionConfiguration = json.Structure(
                "EncryptionConfiguration",
                static encryption => new EncryptionConfiguration
                {
                    EncryptionOption = encryption.Text("EncryptionOption"),
                    KmsKey = encryption.Text("KmsKey"),
                }
            ),
            ExpectedBucketOwner = json.Text("ExpectedBucketOwner"),
            OutputLocation = json.Text("OutputLocation"),
        };

    private static ResultReuseConfiguration ReadReuse(JsonElement json) =>
        new()
        {
            ResultReuseByAgeConfiguration = json.Structure(
                "ResultReuseByAgeConfiguration",
                static age => new ResultReuseByAgeConfiguration
                {
                    Enabled = age.Boolean("Enabled"),
                    MaxAgeInMinutes = age.Int32("MaxAgeInMinutes"),
                }
            ),
        };

    private static QueryExecutionStatus ReadStatus(JsonElement json) =>
        new()
        {
            AthenaError = json.Structure(
                "AthenaError",
                static error => new AthenaError
                {
                    ErrorCategory = error.Int32("ErrorCategory"),
                    ErrorMessage = error.Text("ErrorMessage"),
                    ErrorType = error.Int32("ErrorType"),
                    Retryable = error.Boolean("Retryable"),
                }
            ),
            CompletionDateTime = json.Timestamp("CompletionDateTime"),
            State = json.Text("State"),
            StateChangeReason = json.Text("StateChangeReason"),
            SubmissionDateTime = json.Timestamp("SubmissionDateTime"),
        };

    private static QueryExecutionStatistics ReadStatistics(JsonElement json) =>
        new()
        {
            DataManifestLocation = json.Text("DataManifestLocation"),
            DataScannedInBytes = json.Int64("DataScannedInBytes"),
            DpuCount = json.Double("DpuCount"),
            EngineExecutionTimeInMillis = json.Int64("EngineExecutionTimeInMillis"),
            QueryPlanningTimeInMillis = json.Int64("QueryPlanningTimeInMillis"),
            QueryQueueTimeInMillis = json.Int64("QueryQueueTimeInMillis"),
            ResultReuseInformation = json.Structure(
                "ResultReuseInformation",
                static reuse => new ResultReuseInformation
                {
                    ReusedPreviousResult = reuse.Boolean("ReusedPreviousResult"),
                }
            ),
            ServicePreProcessingTimeInMillis = json.Int64("ServicePreProcessingTimeInMillis"),
            ServiceProcessingTimeInMillis = json.Int64("ServiceProcessingTimeInMillis"),
            TotalExecutionTimeInMillis = json.Int64("TotalExecutionTimeInMillis"),
        };
}
