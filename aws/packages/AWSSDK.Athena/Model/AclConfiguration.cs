#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Access list of result objects.</summary>
public partial class AclConfiguration
{
    public S3AclOption S3AclOption { get; set; }
}
