using Amazon.QuickSight.Model;
using StudyLake.Aws.JsonRpc;
using StudyLake.Aws.RestJson;

namespace Amazon.QuickSight;

/// <summary>The operations of QuickSight on the wire. Source: its public service model of 2018-04-01.</summary>
internal static partial class QuickSightOperations
{
    public static readonly JsonService Service = new()
    {
        ServiceId = "QuickSight",
        EndpointPrefix = "quicksight",
        ApiVersion = "2018-04-01",
        Exception = Exception,
    };

    public static readonly RestOperation<DescribeDashboardRequest, DescribeDashboardResponse> DescribeDashboard = new(
        Service,
        "GET",
        "/accounts/{AwsAccountId}/dashboards/{DashboardId}",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DashboardId", request.DashboardId);
            address.Query("alias-name", request.AliasName);
            address.Query("version-number", request.VersionNumber);
        },
        write: null,
        static (json, status) =>
            new DescribeDashboardResponse
            {
                Dashboard = json.Structure("Dashboard", QuickSightShapes.ReadDashboard),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<
        UpdateDashboardPublishedVersionRequest,
        UpdateDashboardPublishedVersionResponse
    > UpdateDashboardPublishedVersion = new(
        Service,
        "PUT",
        "/accounts/{AwsAccountId}/dashboards/{DashboardId}/versions/{VersionNumber}",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DashboardId", request.DashboardId);
            address.Label("VersionNumber", request.VersionNumber);
        },
        write: null,
        static (json, status) =>
            new UpdateDashboardPublishedVersionResponse
            {
                DashboardArn = json.Text("DashboardArn"),
                DashboardId = json.Text("DashboardId"),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<ListIngestionsRequest, ListIngestionsResponse> ListIngestions = new(
        Service,
        "GET",
        "/accounts/{AwsAccountId}/data-sets/{DataSetId}/ingestions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DataSetId", request.DataSetId);
            address.Query("max-results", request.MaxResults);
            address.Query("next-token", request.NextToken);
        },
        write: null,
        static (json, status) =>
            new ListIngestionsResponse
            {
                Ingestions = json.List("Ingestions", QuickSightShapes.ReadIngestion),
                NextToken = json.Text("NextToken"),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );
}
