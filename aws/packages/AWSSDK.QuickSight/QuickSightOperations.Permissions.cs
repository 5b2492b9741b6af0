using Amazon.QuickSight.Model;
using StudyLake.Aws.JsonRpc;
using StudyLake.Aws.RestJson;

namespace Amazon.QuickSight;

/// <summary>The operations about who may do what.</summary>
internal static partial class QuickSightOperations
{
    public static readonly RestOperation<
        DescribeDashboardPermissionsRequest,
        DescribeDashboardPermissionsResponse
    > DescribeDashboardPermissions = new(
        Service,
        "GET",
        "/accounts/{AwsAccountId}/dashboards/{DashboardId}/permissions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DashboardId", request.DashboardId);
        },
        write: null,
        static (json, status) =>
            new DescribeDashboardPermissionsResponse
            {
                DashboardArn = json.Text("DashboardArn"),
                DashboardId = json.Text("DashboardId"),
                LinkSharingConfiguration = json.ReadLinkSharing(),
                Permissions = json.ReadPermissions(),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<
        UpdateDashboardPermissionsRequest,
        UpdateDashboardPermissionsResponse
    > UpdateDashboardPermissions = new(
        Service,
        "PUT",
        "/accounts/{AwsAccountId}/dashboards/{DashboardId}/permissions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DashboardId", request.DashboardId);
        },
        static (json, request) =>
        {
            json.WritePermissions("GrantLinkPermissions", request.GrantLinkPermissions);
            json.WritePermissions("GrantPermissions", request.GrantPermissions);
            json.WritePermissions("RevokeLinkPermissions", request.RevokeLinkPermissions);
            json.WritePermissions("RevokePermissions", request.RevokePermissions);
        },
        static (json, status) =>
            new UpdateDashboardPermissionsResponse
            {
                DashboardArn = json.Text("DashboardArn"),
                DashboardId = json.Text("DashboardId"),
                LinkSharingConfiguration = json.ReadLinkSharing(),
                Permissions = json.ReadPermissions(),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<
        DescribeDataSetPermissionsRequest,
        DescribeDataSetPermissionsResponse
    > DescribeDataSetPermissions = new(
        Service,
        "GET",
        "/accounts/{AwsAccountId}/data-sets/{DataSetId}/permissions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DataSetId", request.DataSetId);
        },
        write: null,
        static (json, status) =>
            new DescribeDataSetPermissionsResponse
            {
                DataSetArn = json.Text("DataSetArn"),
                DataSetId = json.Text("DataSetId"),
                Permissions = json.ReadPermissions(),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<
        UpdateDataSetPermissionsRequest,
        UpdateDataSetPermissionsResponse
    > UpdateDataSetPermissions = new(
        Service,
        "POST",
        "/accounts/{AwsAccountId}/data-sets/{DataSetId}/permissions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DataSetId", request.DataSetId);
        },
        static (json, request) =>
        {
            json.WritePermissions("GrantPermissions", request.GrantPermissions);
            json.WritePermissions("RevokePermissions", request.RevokePermissions);
        },
        static (json, status) =>
            new UpdateDataSetPermissionsResponse
            {
                DataSetArn = json.Text("DataSetArn"),
                DataSetId = json.Text("DataSetId"),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<
        DescribeDataSourcePermissionsRequest,
        DescribeDataSourcePermissionsResponse
    > DescribeDataSourcePermissions = new(
        Service,
        "GET",
        "/accounts/{AwsAccountId}/data-sources/{DataSourceId}/permissions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DataSourceId", request.DataSourceId);
        },
        write: null,
        static (json, status) =>
            new DescribeDataSourcePermissionsResponse
            {
                DataSourceArn = json.Text("DataSourceArn"),
                DataSourceId = json.Text("DataSourceId"),
                Permissions = json.ReadPermissions(),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<
        UpdateDataSourcePermissionsRequest,
        UpdateDataSourcePermissionsResponse
    > UpdateDataSourcePermissions = new(
        Service,
        "POST",
        "/accounts/{AwsAccountId}/data-sources/{DataSourceId}/permissions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("DataSourceId", request.DataSourceId);
        },
        static (json, request) =>
        {
            json.WritePermissions("GrantPermissions", request.GrantPermissions);
            json.WritePermissions("RevokePermissions", request.RevokePermissions);
        },
        static (json, status) =>
            new UpdateDataSourcePermissionsResponse
            {
                DataSourceArn = json.Text("DataSourceArn"),
                DataSourceId = json.Text("DataSourceId"),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<
        DescribeThemePermissionsRequest,
        DescribeThemePermissionsResponse
    > DescribeThemePermissions = new(
        Service,
        "GET",
        "/accounts/{AwsAccountId}/themes/{ThemeId}/permissions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("ThemeId", request.ThemeId);
        },
        write: null,
        static (json, status) =>
            new DescribeThemePermissionsResponse
            {
                ThemeArn = json.Text("ThemeArn"),
                ThemeId = json.Text("ThemeId"),
                Permissions = json.ReadPermissions(),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );

    public static readonly RestOperation<
        UpdateThemePermissionsRequest,
        UpdateThemePermissionsResponse
    > UpdateThemePermissions = new(
        Service,
        "PUT",
        "/accounts/{AwsAccountId}/themes/{ThemeId}/permissions",
        static (address, request) =>
        {
            address.Label("AwsAccountId", request.AwsAccountId);
            address.Label("ThemeId", request.ThemeId);
        },
        static (json, request) =>
        {
            json.WritePermissions("GrantPermissions", request.GrantPermissions);
            json.WritePermissions("RevokePermissions", request.RevokePermissions);
        },
        static (json, status) =>
            new UpdateThemePermissionsResponse
            {
                ThemeArn = json.Text("ThemeArn"),
                ThemeId = json.Text("ThemeId"),
                Permissions = json.ReadPermissions(),
                RequestId = json.Text("RequestId"),
                Status = (int)status,
            }
    );
}
