using StudyLake.Aws.Snapshot;
using StudyLake.Events.Lake;
using YamlDotNet.RepresentationModel;
using static StudyLake.Tests.Aws.Template.TemplateModel;

namespace StudyLake.Tests.Aws.Template;

/// <summary>Who may do what: every statement of every role and policy, also those that a condition chooses.</summary>
public sealed class PermissionTests
{
    private static readonly TemplateModel Template = TemplateModel.Value;

    /// <summary>The wildcards that are meant: objects of a bucket, streams of a log group, tables of the one database.</summary>
    private static readonly string[] WildcardEnds =
    [
        "-source-${AWS::AccountId}-${AWS::Region}/*",
        "-log-${AWS::AccountId}-${AWS::Region}/log/*",
        "${SourceBucketName}/*",
        "${LogBucket.Arn}/log/*",
        "${LogBucket.Arn}/firehose-errors/*",
        "${LakeBucket.Arn}/*",
        "${LakeBucket.Arn}/study_events/*",
        "${LakeBucket.Arn}/study_text/*",
        "${LakeBucket.Arn}/field_issues/*",
        "${LakeBucket.Arn}/transform_batches/*",
        "${LakeBucket.Arn}/quarantined_lines/*",
        "${LakeBucket.Arn}/ingest_runs/*",
        "${LakeBucket.Arn}/run_segments/*",
        "${LakeBucket.Arn}/requeues/*",
        "${LakeBucket.Arn}/compactions/*",
        "${LakeBucket.Arn}/registry/*",
        "${ResultsBucket.Arn}/athena/*",
        "log-group:/${AWS::StackName}/ingest:*",
        "log-group:/${AWS::StackName}/transform:*",
        "log-group:/${AWS::StackName}/compact:*",
        "log-group:/${AWS::StackName}/snapshot:*",
        "log-group:/${AWS::StackName}/reports:*",
        "${ResultsBucket.Arn}/reports/*",
        // Of one sender, by a condition.
        "ses:${AWS::Region}:${AWS::AccountId}:identity/*",
        "${LakeBucket.Arn}/snapshot/*",
        "table/${DatabaseName}/snapshot_*",
        "table/${DatabaseName}/report_run_*",
        "${LakeBucket.Arn}/compaction/*",
        "log-group:/${AWS::StackName}/delivery:*",
        "table/${DatabaseName}/*",
    ];

    [Fact]
    public void No_action_has_a_wildcard() =>
        Assert.All(
            Statements(),
            statement =>
                Assert.All(Actions(statement), action => Assert.DoesNotContain("*", action, StringComparison.Ordinal))
        );

    [Fact]
    public void No_resource_has_a_wildcard_but_the_listed_ones()
    {
        var found = Statements().SelectMany(Resources).Where(text => text.Contains('*', StringComparison.Ordinal));
        Assert.All(
            found,
            text => Assert.True(WildcardEnds.Any(end => text.EndsWith(end, StringComparison.Ordinal)), text)
        );
    }

    [Fact]
    public void Nobody_may_delete_or_change_the_log()
    {
        var actions = Statements().SelectMany(Actions).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(actions, action => action.StartsWith("s3:PutBucket", StringComparison.Ordinal));
        var writers = Template
            .Resources("AWS::IAM::Role")
            .Where(role =>
                Statements(role.Node)
                    .Any(statement =>
                        Actions(statement).Contains("s3:PutObject")
                        && Resources(statement)
                            .Any(text =>
                                text.Contains("-log-", StringComparison.Ordinal)
                                || text.Contains("LogBucket", StringComparison.Ordinal)
                            )
                    )
            )
            .Select(role => role.Name);
        Assert.Equal(["IngestRole", "DeliveryRole"], writers);
    }

    [Fact]
    public void Only_the_upkeep_deletes_and_only_files_that_the_log_can_give_again()
    {
        var deleting = Template
            .Resources("AWS::IAM::Role")
            .Concat(Template.Resources("AWS::IAM::ManagedPolicy"))
            .SelectMany(role => Statements(role.Node).Select(statement => (role.Name, Statement: statement)))
            .Where(role =>
                Actions(role.Statement).Any(action => action.StartsWith("s3:Delete", StringComparison.Ordinal))
            )
            .ToList();
        Assert.Equal(["CompactRole", "SnapshotRole"], deleting.Select(role => role.Name));
        Assert.Equal(
            LakeTables
                .All.Select(table => table.Name)
                .Append("compaction")
                .Select(folder => $"${{LakeBucket.Arn}}/{folder}/*"),
            Resources(deleting[0].Statement)
        );
        Assert.Equal(["${LakeBucket.Arn}/snapshot/*"], Resources(deleting[1].Statement));
    }

    [Fact]
    public void The_snapshot_replaces_the_views_of_what_it_keeps_and_makes_tables_of_its_own_names_only()
    {
        var tables = Statements(Template.Resource("SnapshotRole"))
            .Where(statement => Actions(statement).Contains("glue:CreateTable"))
            .SelectMany(Resources)
            .Where(text => text.Contains(":table/", StringComparison.Ordinal))
            .Select(text => text.Split('/')[^1]);
        Assert.Equal(
            SnapshotModels.Kept.Append("snapshot_*").Order(StringComparer.Ordinal),
            tables.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Only_ingest_reads_the_keys()
    {
        var readers = Template
            .Section("Resources")
            .Where(resource =>
                Statements(resource.Node).Any(statement => Actions(statement).Contains("secretsmanager:GetSecretValue"))
            )
            .Select(resource => resource.Name);
        Assert.Equal(["IngestRole"], readers);
    }

    [Fact]
    public void Free_text_is_read_by_its_own_policy_only()
    {
        var readers = Template
            .Resources("AWS::IAM::ManagedPolicy")
            .Where(policy =>
                Statements(policy.Node)
                    .SelectMany(Resources)
                    .Any(text => text.EndsWith("/study_text/*", StringComparison.Ordinal))
            )
            .Select(policy => policy.Name);
        Assert.Equal(["FreeTextPolicy"], readers);
        var analyst = Statements(Template.Resource("AnalystPolicy")).SelectMany(Resources).ToList();
        Assert.DoesNotContain("${LakeBucket.Arn}/*", analyst);
        Assert.DoesNotContain(analyst, text => text.Contains("quarantine/", StringComparison.Ordinal));
        Assert.DoesNotContain(analyst, text => text.Contains("LogBucket", StringComparison.Ordinal));
    }

    /// <summary>Statements of roles and managed policies, not of the resources' own policies.</summary>
    private static IEnumerable<YamlMappingNode> Statements() =>
        Template
            .Resources("AWS::IAM::Role")
            .Concat(Template.Resources("AWS::IAM::ManagedPolicy"))
            .SelectMany(resource => Statements(resource.Node));

    private static IEnumerable<YamlMappingNode> Statements(YamlMappingNode resource) =>
        All(resource)
            .OfType<YamlMappingNode>()
            .Where(node => Find(node, "Effect") is not null && Find(node, "Resource") is not null);

    private static IEnumerable<string> Actions(YamlMappingNode statement) =>
        Items(Find(statement, "Action")).Select(item => Text(item));

    private static IEnumerable<string> Resources(YamlMappingNode statement) =>
        Find(statement, "Resource") is { } resource
            ? All(resource).OfType<YamlScalarNode>().Select(node => node.Value ?? "")
            : [];
}
