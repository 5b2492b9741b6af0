#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>What became of a resource. A value that this list does not have comes as it is.</summary>
public class ResourceStatus : ConstantClass
{
    public static readonly ResourceStatus CREATION_FAILED = new("CREATION_FAILED");
    public static readonly ResourceStatus CREATION_IN_PROGRESS = new("CREATION_IN_PROGRESS");
    public static readonly ResourceStatus CREATION_SUCCESSFUL = new("CREATION_SUCCESSFUL");
    public static readonly ResourceStatus DELETED = new("DELETED");
    public static readonly ResourceStatus UPDATE_FAILED = new("UPDATE_FAILED");
    public static readonly ResourceStatus UPDATE_IN_PROGRESS = new("UPDATE_IN_PROGRESS");
    public static readonly ResourceStatus UPDATE_SUCCESSFUL = new("UPDATE_SUCCESSFUL");

    public ResourceStatus(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static ResourceStatus FindValue(string value) => FindValue<ResourceStatus>(value);

    public static implicit operator ResourceStatus(string value) => FindValue(value);
}
