using System.Text.Json;
using Amazon.QuickSight.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.QuickSight;

/// <summary>The structures of QuickSight's requests and responses, member by member.</summary>
internal static class QuickSightShapes
{
    public static Dashboard ReadDashboard(JsonElement json) =>
        new()
        {
            Arn = json.Text("Arn"),
            CreatedTime = json.Timestamp("CreatedTime"),
            DashboardId = json.Text("DashboardId"),
            LastPublishedTime = json.Timestamp("LastPublishedTime"),
            LastUpdatedTime = json.Timestamp("LastUpdatedTime"),
            LinkEntities = json.Texts("LinkEntities"),
            Name = json.Text("Name"),
            Version = json.Structure("Version", ReadVersion),
        };

    public static Ingestion ReadIngestion(JsonElement json) =>
        new()
        {
            Arn = json.Text("Arn"),
            CreatedTime = json.Timestamp("CreatedTime"),
            ErrorInfo = json.Structure(
                "ErrorInfo",
                static item => new ErrorInfo { Message = item.Text("Message"), Type = item.Text("Type") }
            ),
            IngestionId = json.Text("IngestionId"),
            IngestionSizeInBytes = json.Int64("IngestionSizeInBytes"),
            IngestionStatus = json.Text("IngestionStatus"),
            IngestionTimeInSeconds = json.Int64("IngestionTimeInSeconds"),
            QueueInfo = json.Structure(
                "QueueInfo",
                static item => new QueueInfo
                {
                    QueuedIngestion = item.Text("QueuedIngestion"),
                    WaitingOnIngestion = item.Text("WaitingOnIngestion"),
                }
            ),
            RequestSource = json.Text("RequestSource"),
            RequestType = json.Text("RequestType"),
            RowInfo = json.Structure(
                "RowInfo",
                static item => new RowInfo
                {
                    RowsDropped = item.Int64("RowsDropped"),
                    RowsIngested = item.Int64("RowsIngested"),
                    TotalRowsInDataset = item.Int64("TotalRowsInDataset"),
                }
            ),
        };

    private static DashboardVersion ReadVersion(JsonElement json) =>
        new()
        {
            Arn = json.Text("Arn"),
            CreatedTime = json.Timestamp("CreatedTime"),
            DataSetArns = json.Texts("DataSetArns"),
            Description = json.Text("Description"),
            Errors = json.List(
                "Errors",
                static item => new DashboardError
                {
                    Message = item.Text("Message"),
                    Type = item.Text("Type"),
                    ViolatedEntities = item.List(
                        "ViolatedEntities",
                        static entity => new Entity { Path = entity.Text("Path") }
                    ),
                }
            ),
            Sheets = json.List(
                "Sheets",
                static item => new Sheet { Name = item.Text("Name"), SheetId = item.Text("SheetId") }
            ),
            SourceEntityArn = json.Text("SourceEntityArn"),
            Status = json.Text("Status"),
            ThemeArn = json.Text("ThemeArn"),
            VersionNumber = json.Int64("VersionNumber"),
        };
}
