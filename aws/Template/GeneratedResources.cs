using System.Text;
using StudyLake.Analytics;
using StudyLake.Events.Lake;

namespace StudyLake.Aws.Template;

/// <summary>
/// The resources of <c>template.yaml</c> that follow from the contract: a Glue table for each table of the lake and of
/// the registry, and the two policies that divide them into free text and the rest.
/// </summary>
public static class GeneratedResources
{
    /// <summary>Longest comment that the Glue catalog takes, in characters.</summary>
    public const int LongestComment = 255;

    private const string Parquet = """
                  InputFormat: org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat
                  OutputFormat: org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat
                  SerdeInfo: { SerializationLibrary: org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe }

        """;

    private const string Csv = """
                  InputFormat: org.apache.hadoop.mapred.TextInputFormat
                  OutputFormat: org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat
                  SerdeInfo:
                    SerializationLibrary: org.apache.hadoop.hive.serde2.OpenCSVSerde
                    Parameters: { separatorChar: ",", quoteChar: '"', escapeChar: '\' }

        """;

    /// <summary>The text, each line indented as a member of <c>Resources</c>, ending in a line end.</summary>
    public static string Render()
    {
        var text = new StringBuilder();
        foreach (var table in LakeTables.All)
            LakeTable(text, table);
        foreach (var table in Registry.Tables)
            RegistryTable(text, table);
        text.Append(Policies.Render());
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void LakeTable(StringBuilder text, LakeTable table)
    {
        Head(text, RawTables.Name(table), table.Grain);
        // The range's end is a day ahead, because the functions' clocks need not agree with Athena's.
        text.Append(
            $$"""
                    PartitionKeys: [{ Name: {{Events.Lake.LakeTable.Partition}}, Type: string, Comment: "Arrival date in UTC, YYYY-MM-DD." }]
                    Parameters:
                      classification: parquet
                      EXTERNAL: "TRUE"
                      projection.enabled: "true"
                      projection.dt.type: date
                      projection.dt.format: yyyy-MM-dd
                      projection.dt.range: !Sub "${FirstArrivalDate},NOW+1DAYS"
                      projection.dt.interval: "1"
                      projection.dt.interval.unit: DAYS
                      storage.location.template: !Sub "s3://${LakeBucket}/{{table.Name}}/dt=${!dt}"
                    StorageDescriptor:
                      Location: !Sub "s3://${LakeBucket}/{{table.Name}}/"

            """
        );
        text.Append(Parquet);
        Columns(text, table.Columns.Select(column => (column.Name, HiveTypes.Name(column.Type), column.Description)));
    }

    private static void RegistryTable(StringBuilder text, RegistryTable table)
    {
        Head(text, RegistryFiles.RawName(table), table.Grain);
        text.Append(
            $$"""
                    Parameters: { classification: csv, EXTERNAL: "TRUE", skip.header.line.count: "1" }
                    StorageDescriptor:
                      Location: !Sub "s3://${LakeBucket}/{{RegistryFiles.Folder(table)}}"

            """
        );
        text.Append(Csv);
        Columns(text, table.Columns.Select(column => (column.Name, "string", column.Description)));
    }

    private static void Head(StringBuilder text, string name, string grain) =>
        text.Append(
            $$"""
              {{ResourceName.Table(name)}}:
                Type: AWS::Glue::Table
                Properties:
                  CatalogId: !Ref AWS::AccountId
                  DatabaseName: !Ref Database
                  TableInput:
                    Name: {{name}}
                    Description: {{Quoted(grain)}}
                    TableType: EXTERNAL_TABLE

            """
        );

    private static void Columns(StringBuilder text, IEnumerable<(string Name, string Type, string Comment)> columns)
    {
        text.Append("          Columns:\n");
        foreach (var (name, type, comment) in columns)
            text.Append($"            - {{ Name: {name}, Type: {type}, Comment: {Quoted(comment)} }}\n");
    }

    private static string Quoted(string comment)
    {
        if (comment.Length > LongestComment)
            throw new InvalidOperationException(
                $"Expected a comment of at most {LongestComment} characters, found {comment.Length}: {comment[..40]}"
            );
        return $"\"{comment.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
