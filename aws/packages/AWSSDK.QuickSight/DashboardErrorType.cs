#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>What is wrong with a dashboard. A value that this list does not have comes as it is.</summary>
public class DashboardErrorType : ConstantClass
{
    public static readonly DashboardErrorType ACCESS_DENIED = new("ACCESS_DENIED");
    public static readonly DashboardErrorType COLUMN_GEOGRAPHIC_ROLE_MISMATCH = new("COLUMN_GEOGRAPHIC_ROLE_MISMATCH");
    public static readonly DashboardErrorType COLUMN_REPLACEMENT_MISSING = new("COLUMN_REPLACEMENT_MISSING");
    public static readonly DashboardErrorType COLUMN_TYPE_MISMATCH = new("COLUMN_TYPE_MISMATCH");
    public static readonly DashboardErrorType DATA_SET_NOT_FOUND = new("DATA_SET_NOT_FOUND");
    public static readonly DashboardErrorType INTERNAL_FAILURE = new("INTERNAL_FAILURE");
    public static readonly DashboardErrorType PARAMETER_NOT_FOUND = new("PARAMETER_NOT_FOUND");
    public static readonly DashboardErrorType PARAMETER_TYPE_INVALID = new("PARAMETER_TYPE_INVALID");
    public static readonly DashboardErrorType PARAMETER_VALUE_INCOMPATIBLE = new("PARAMETER_VALUE_INCOMPATIBLE");
    public static readonly DashboardErrorType SOURCE_NOT_FOUND = new("SOURCE_NOT_FOUND");

    public DashboardErrorType(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static DashboardErrorType FindValue(string value) => FindValue<DashboardErrorType>(value);

    public static implicit operator DashboardErrorType(string value) => FindValue(value);
}
