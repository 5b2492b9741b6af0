#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>Why an ingestion failed. A value that this list does not have comes as it is.</summary>
public class IngestionErrorType : ConstantClass
{
    public static readonly IngestionErrorType ACCOUNT_CAPACITY_LIMIT_EXCEEDED = new("ACCOUNT_CAPACITY_LIMIT_EXCEEDED");
    public static readonly IngestionErrorType CONNECTION_FAILURE = new("CONNECTION_FAILURE");
    public static readonly IngestionErrorType CURSOR_NOT_ENABLED = new("CURSOR_NOT_ENABLED");
    public static readonly IngestionErrorType CUSTOMER_ERROR = new("CUSTOMER_ERROR");
    public static readonly IngestionErrorType DATA_SET_DELETED = new("DATA_SET_DELETED");
    public static readonly IngestionErrorType DATA_SET_NOT_SPICE = new("DATA_SET_NOT_SPICE");
    public static readonly IngestionErrorType DATA_SET_SIZE_LIMIT_EXCEEDED = new("DATA_SET_SIZE_LIMIT_EXCEEDED");
    public static readonly IngestionErrorType DATA_SOURCE_AUTH_FAILED = new("DATA_SOURCE_AUTH_FAILED");
    public static readonly IngestionErrorType DATA_SOURCE_CONNECTION_FAILED = new("DATA_SOURCE_CONNECTION_FAILED");
    public static readonly IngestionErrorType DATA_SOURCE_NOT_FOUND = new("DATA_SOURCE_NOT_FOUND");
    public static readonly IngestionErrorType DATA_TOLERANCE_EXCEPTION = new("DATA_TOLERANCE_EXCEPTION");
    public static readonly IngestionErrorType DUPLICATE_COLUMN_NAMES_FOUND = new("DUPLICATE_COLUMN_NAMES_FOUND");
    public static readonly IngestionErrorType ELASTICSEARCH_CURSOR_NOT_ENABLED = new(
        "ELASTICSEARCH_CURSOR_NOT_ENABLED"
    );
    public static readonly IngestionErrorType FAILURE_TO_ASSUME_ROLE = new("FAILURE_TO_ASSUME_ROLE");
    public static readonly IngestionErrorType FAILURE_TO_PROCESS_JSON_FILE = new("FAILURE_TO_PROCESS_JSON_FILE");
    public static readonly IngestionErrorType IAM_ROLE_NOT_AVAILABLE = new("IAM_ROLE_NOT_AVAILABLE");
    public static readonly IngestionErrorType INGESTION_CANCELED = new("INGESTION_CANCELED");
    public static readonly IngestionErrorType INGESTION_SUPERSEDED = new("INGESTION_SUPERSEDED");
    public static readonly IngestionErrorType INTERNAL_SERVICE_ERROR = new("INTERNAL_SERVICE_ERROR");
    public static readonly IngestionErrorType INVALID_DATAPREP_SYNTAX = new("INVALID_DATAPREP_SYNTAX");
    public static readonly IngestionErrorType INVALID_DATA_SOURCE_CONFIG = new("INVALID_DATA_SOURCE_CONFIG");
    public static readonly IngestionErrorType INVALID_DATE_FORMAT = new("INVALID_DATE_FORMAT");
    public static readonly IngestionErrorType IOT_DATA_SET_FILE_EMPTY = new("IOT_DATA_SET_FILE_EMPTY");
    public static readonly IngestionErrorType IOT_FILE_NOT_FOUND = new("IOT_FILE_NOT_FOUND");
    public static readonly IngestionErrorType OAUTH_TOKEN_FAILURE = new("OAUTH_TOKEN_FAILURE");
    public static readonly IngestionErrorType PASSWORD_AUTHENTICATION_FAILURE = new("PASSWORD_AUTHENTICATION_FAILURE");
    public static readonly IngestionErrorType PERMISSION_DENIED = new("PERMISSION_DENIED");
    public static readonly IngestionErrorType PERMISSION_NOT_FOUND = new("PERMISSION_NOT_FOUND");
    public static readonly IngestionErrorType QUERY_TIMEOUT = new("QUERY_TIMEOUT");
    public static readonly IngestionErrorType REFRESH_SUPPRESSED_BY_EDIT = new("REFRESH_SUPPRESSED_BY_EDIT");
    public static readonly IngestionErrorType ROW_SIZE_LIMIT_EXCEEDED = new("ROW_SIZE_LIMIT_EXCEEDED");
    public static readonly IngestionErrorType S3_FILE_INACCESSIBLE = new("S3_FILE_INACCESSIBLE");
    public static readonly IngestionErrorType S3_MANIFEST_ERROR = new("S3_MANIFEST_ERROR");
    public static readonly IngestionErrorType S3_UPLOADED_FILE_DELETED = new("S3_UPLOADED_FILE_DELETED");
    public static readonly IngestionErrorType SOURCE_API_LIMIT_EXCEEDED_FAILURE = new(
        "SOURCE_API_LIMIT_EXCEEDED_FAILURE"
    );
    public static readonly IngestionErrorType SOURCE_RESOURCE_LIMIT_EXCEEDED = new("SOURCE_RESOURCE_LIMIT_EXCEEDED");
    public static readonly IngestionErrorType SPICE_TABLE_NOT_FOUND = new("SPICE_TABLE_NOT_FOUND");
    public static readonly IngestionErrorType SQL_EXCEPTION = new("SQL_EXCEPTION");
    public static readonly IngestionErrorType SQL_INVALID_PARAMETER_VALUE = new("SQL_INVALID_PARAMETER_VALUE");
    public static readonly IngestionErrorType SQL_NUMERIC_OVERFLOW = new("SQL_NUMERIC_OVERFLOW");
    public static readonly IngestionErrorType SQL_SCHEMA_MISMATCH_ERROR = new("SQL_SCHEMA_MISMATCH_ERROR");
    public static readonly IngestionErrorType SQL_TABLE_NOT_FOUND = new("SQL_TABLE_NOT_FOUND");
    public static readonly IngestionErrorType SSL_CERTIFICATE_VALIDATION_FAILURE = new(
        "SSL_CERTIFICATE_VALIDATION_FAILURE"
    );
    public static readonly IngestionErrorType UNRESOLVABLE_HOST = new("UNRESOLVABLE_HOST");
    public static readonly IngestionErrorType UNROUTABLE_HOST = new("UNROUTABLE_HOST");

    public IngestionErrorType(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static IngestionErrorType FindValue(string value) => FindValue<IngestionErrorType>(value);

    public static implicit operator IngestionErrorType(string value) => FindValue(value);
}
