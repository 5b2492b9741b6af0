namespace StudyLake.Events;

/// <summary>The type of a column, the same in JSON, Parquet, Athena and DuckDB.</summary>
public enum ColumnType
{
    /// <summary>
    /// Unicode text: JSON string, Parquet string, SQL varchar. Several values stand in one text, divided by a
    /// backslash as on the wire (PS3.5 section 6.2), which no single value can contain.
    /// </summary>
    Text,

    /// <summary>32-bit signed integer: JSON number, Parquet INT32, SQL integer.</summary>
    Integer,

    /// <summary>64-bit signed integer: JSON number, Parquet INT64, SQL bigint.</summary>
    Bigint,

    /// <summary>64-bit IEEE number, never NaN or infinite: JSON number, Parquet DOUBLE, SQL double.</summary>
    Double,

    /// <summary>JSON true or false, Parquet BOOLEAN, SQL boolean.</summary>
    Boolean,

    /// <summary>Calendar date: JSON <c>YYYY-MM-DD</c>, Parquet DATE, SQL date.</summary>
    Date,

    /// <summary>
    /// Local time of day as text <c>HH:MM:SS.fff</c>, 12 characters, so that it sorts as time: JSON string,
    /// Parquet string, SQL varchar.
    /// </summary>
    Time,

    /// <summary>
    /// Local date and time as text <c>YYYY-MM-DDTHH:MM:SS.fff</c>, followed by <c>+HH:MM</c> or <c>-HH:MM</c> only
    /// where the header states an offset: JSON string, Parquet string, SQL varchar.
    /// </summary>
    DateTime,

    /// <summary>UTC instant in milliseconds: JSON ISO 8601 with <c>Z</c>, Parquet TIMESTAMP(MILLIS, UTC), SQL timestamp.</summary>
    Timestamp,
}
