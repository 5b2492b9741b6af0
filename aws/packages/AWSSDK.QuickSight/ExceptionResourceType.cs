#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>What an error is about. A value that this list does not have comes as it is.</summary>
public class ExceptionResourceType : ConstantClass
{
    public static readonly ExceptionResourceType ACCOUNT_SETTINGS = new("ACCOUNT_SETTINGS");
    public static readonly ExceptionResourceType DATA_SET = new("DATA_SET");
    public static readonly ExceptionResourceType DATA_SOURCE = new("DATA_SOURCE");
    public static readonly ExceptionResourceType GROUP = new("GROUP");
    public static readonly ExceptionResourceType IAMPOLICY_ASSIGNMENT = new("IAMPOLICY_ASSIGNMENT");
    public static readonly ExceptionResourceType INGESTION = new("INGESTION");
    public static readonly ExceptionResourceType NAMESPACE = new("NAMESPACE");
    public static readonly ExceptionResourceType USER = new("USER");
    public static readonly ExceptionResourceType VPC_CONNECTION = new("VPC_CONNECTION");

    public ExceptionResourceType(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static ExceptionResourceType FindValue(string value) => FindValue<ExceptionResourceType>(value);

    public static implicit operator ExceptionResourceType(string value) => FindValue(value);
}
