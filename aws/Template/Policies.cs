using System.Text;
using StudyLake.Analytics;
using StudyLake.Events.Lake;

namespace StudyLake.Aws.Template;

/// <summary>The policies for people who ask questions: one for all but free text, one for free text beside it.</summary>
/// <remarks>
/// Athena reads with the rights of who asks, so leaving a table's folder out of a policy withholds its rows, also
/// through a view. The log and the quarantine hold free text as well and are in neither policy.
/// </remarks>
internal static class Policies
{
    /// <summary>The two resources, each line indented as a member of <c>Resources</c>.</summary>
    public static string Render()
    {
        var folders = LakeTables.All.Where(table => !ResourceName.IsFreeText(table)).Select(table => $"{table.Name}/*");
        var text = new StringBuilder();
        text.Append(
            """
              AnalystPolicy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  Description: Questions to the lake through its workgroup, free text left out
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Sid: AskQuestions
                        Effect: Allow
                        Action:
                          - "athena:StartQueryExecution"
                          - "athena:StopQueryExecution"
                          - "athena:GetQueryExecution"
                          - "athena:GetQueryResults"
                          - "athena:GetWorkGroup"
                        Resource: !Sub "arn:${AWS::Partition}:athena:${AWS::Region}:${AWS::AccountId}:workgroup/${AWS::StackName}"
                      - Sid: SeeTables
                        Effect: Allow
                        Action: ["glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:GetPartition", "glue:GetPartitions"]
                        Resource:
                          - !Sub "arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:catalog"
                          - !Sub "arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:database/${DatabaseName}"
                          - !Sub "arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:table/${DatabaseName}/*"
                      - Sid: ReadTables
                        Effect: Allow
                        Action: "s3:GetObject"
                        Resource:

            """
        );
        foreach (var folder in folders.Concat(["registry/*", "snapshot/*"]))
            text.Append($"              - !Sub \"${{LakeBucket.Arn}}/{folder}\"\n");
        text.Append(
            """
                      - Sid: KeepResults
                        Effect: Allow
                        Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
                        Resource: !Sub "${ResultsBucket.Arn}/athena/*"
                      - Sid: FindFiles
                        Effect: Allow
                        Action: ["s3:ListBucket", "s3:GetBucketLocation"]
                        Resource: [!GetAtt LakeBucket.Arn, !GetAtt ResultsBucket.Arn]
                      - Sid: EncryptAndDecrypt
                        Effect: Allow
                        Action: ["kms:GenerateDataKey", "kms:Decrypt"]
                        Resource: !GetAtt DataKey.Arn
                        Condition: { StringEquals: { "kms:ViaService": !Sub "s3.${AWS::Region}.amazonaws.com" } }

            """
        );
        text.Append(
            $$"""
              FreeTextPolicy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  Description: Rows of {{RawTables.Name(LakeTables.StudyText)}}, beside the policy of analysts
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Sid: ReadFreeText
                        Effect: Allow
                        Action: "s3:GetObject"
                        Resource: !Sub "${LakeBucket.Arn}/{{LakeTables.StudyText.Name}}/*"

            """
        );
        return text.ToString();
    }
}
