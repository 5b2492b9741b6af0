using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Functions;
using StudyLake.Reports;
using StudyLake.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using static StudyLake.Tests.Aws.Template.TemplateModel;

namespace StudyLake.Tests.Aws.Template;

/// <summary>What cfn-lint and cfn-guard do not see; limits are those of the CloudFormation, IAM and SQS guides.</summary>
public sealed partial class TemplateTests
{
    private static readonly TemplateModel Template = TemplateModel.Value;

    [Fact]
    public void The_template_is_clean_for_cfn_lint()
    {
        using var lint = Process.Start(
            new ProcessStartInfo(Needs.Tool("cfn-lint"), ["--non-zero-exit-code", "informational", FilePath])
            {
                RedirectStandardOutput = true,
            }
        );
        Assert.NotNull(lint);
        var output = lint.StandardOutput.ReadToEnd();
        lint.WaitForExit();
        Assert.Equal("", output);
        Assert.Equal(0, lint.ExitCode);
    }

    [Fact]
    public void No_anchor_alias_or_merge_key_is_used_for_CloudFormation_refuses_them()
    {
        using var reader = new StreamReader(FilePath);
        var parser = new Parser(reader);
        while (parser.MoveNext())
        {
            Assert.IsNotType<AnchorAlias>(parser.Current);
            Assert.True(
                parser.Current is not NodeEvent { Anchor.IsEmpty: false },
                $"anchor at {parser.Current?.Start}"
            );
            Assert.False(parser.Current is Scalar { Value: "<<" }, $"merge key at {parser.Current?.Start}");
        }
    }

    [Fact]
    public void Limits_of_CloudFormation_are_kept()
    {
        Assert.InRange(new FileInfo(FilePath).Length, 1, 1_000_000);
        Assert.InRange(Template.Section("Parameters").Count(), 1, 200);
        Assert.InRange(Template.Section("Resources").Count(), 1, 500);
        Assert.InRange(Template.Section("Outputs").Count(), 1, 200);
        Assert.InRange(Text(Template.Root, "Description").Length, 1, 1024);
    }

    [Fact]
    public void Every_parameter_is_described_and_stands_in_one_group()
    {
        var grouped = Items(Find(Template.Root, "Metadata", "AWS::CloudFormation::Interface", "ParameterGroups"))
            .SelectMany(group => Items(Find(group, "Parameters")).Select(name => ((YamlScalarNode)name).Value ?? ""));
        var declared = Template.Section("Parameters").ToList();
        Assert.Equal(declared.Select(parameter => parameter.Name).Order(), grouped.Order());
        Assert.All(declared, parameter => Assert.NotEqual("", Text(parameter.Node, "Description")));
        // Only the code has no default, for nobody can guess it.
        Assert.Equal(
            ["CodeBucket", "CodeKey"],
            declared.Where(parameter => Find(parameter.Node, "Default") is null).Select(parameter => parameter.Name)
        );
    }

    [Fact]
    public void Every_output_is_described() =>
        Assert.All(Template.Section("Outputs"), output => Assert.NotEqual("", Text(output.Node, "Description")));

    [Fact]
    public void A_message_stays_hidden_for_six_times_the_time_its_function_may_take()
    {
        var triggers = Template.Resources("AWS::Lambda::EventSourceMapping").ToList();
        Assert.Equal(2, triggers.Count);
        foreach (var (_, trigger) in triggers)
        {
            var queue = Template.Resource(Text(trigger, "Properties", "EventSourceArn").Split('.')[0]);
            var function = Template.Resource(Text(trigger, "Properties", "FunctionName"));
            var window = Find(trigger, "Properties", "MaximumBatchingWindowInSeconds") is null
                ? 0
                : Number(trigger, "Properties", "MaximumBatchingWindowInSeconds");
            Assert.InRange(
                Number(queue, "Properties", "VisibilityTimeout"),
                6 * Number(function, "Properties", "Timeout") + window,
                43_200
            );
        }
    }

    [Fact]
    public void Every_queue_that_is_worked_on_has_dead_letters_which_are_kept_for_longer()
    {
        var queues = Template.Resources("AWS::SQS::Queue").ToDictionary(queue => queue.Name, queue => queue.Node);
        var worked = queues.Where(queue => Find(queue.Value, "Properties", "RedrivePolicy") is not null).ToList();
        var dead = worked
            .Select(queue => Text(queue.Value, "Properties", "RedrivePolicy", "deadLetterTargetArn").Split('.')[0])
            .ToList();
        Assert.Equal(
            queues.Keys.Except(worked.Select(queue => queue.Key)).Order(),
            dead.Append("UpkeepDeadLetters").Order()
        );
        foreach (var (queue, letters) in worked.Zip(dead))
        {
            Assert.InRange(Number(queue.Value, "Properties", "RedrivePolicy", "maxReceiveCount"), 5, 1000);
            Assert.True(
                Number(queues[letters], "Properties", "MessageRetentionPeriod")
                    > Number(queue.Value, "Properties", "MessageRetentionPeriod")
            );
        }
    }

    [Fact]
    public void Every_log_group_has_a_retention()
    {
        Assert.Equal(6, Template.Resources("AWS::Logs::LogGroup").Count());
        Assert.All(
            Template.Resources("AWS::Logs::LogGroup"),
            group => Assert.Equal("FunctionLogDays", Text(group.Node, "Properties", "RetentionInDays"))
        );
    }

    [Fact]
    public void Functions_and_their_log_groups_belong_together()
    {
        foreach (var (name, function) in Template.Resources("AWS::Lambda::Function"))
        {
            var group = Template.Resource(Text(function, "Properties", "LoggingConfig", "LogGroup"));
            var (log, runtime) = IsReports(function)
                ? ("reports", "dotnet10")
                : (Text(function, "Properties", "Handler"), "provided.al2023");
            Assert.Equal($"/${{AWS::StackName}}/{log}", Text(group, "Properties", "LogGroupName"));
            Assert.Equal(runtime, Text(function, "Properties", "Runtime"));
            Assert.Equal(
                name.Replace("Function", "Role", StringComparison.Ordinal) + ".Arn",
                Text(function, "Properties", "Role")
            );
        }
    }

    [Fact]
    public void Handlers_are_the_functions_that_the_program_has() =>
        Assert.Equal(
            FunctionHost.Names.Order(),
            Template
                .Resources("AWS::Lambda::Function")
                .Where(function => !IsReports(function.Node))
                .Select(function => Text(function.Node, "Properties", "Handler"))
                .Order()
        );

    [Fact]
    public void Every_report_has_a_schedule_of_its_own()
    {
        var inputs = Template
            .Resources("AWS::Scheduler::Schedule")
            .Where(timer => Text(timer.Node, "Properties", "Target", "Arn") == "ReportFunction.Arn")
            .Select(timer => (Input: Text(timer.Node, "Properties", "Target", "Input"), timer.Node))
            .ToList();
        var reports = ReportCatalog.Embedded(ModelCatalog.Embedded()).Reports.ToList();
        foreach (var report in reports)
        {
            var timer = Assert.Single(
                inputs,
                item => item.Input.Contains($"\"report\":\"{report.Report}\"", StringComparison.Ordinal)
            );
            Assert.Equal(report.Schedule.Cron, Text(timer.Node, "Properties", "ScheduleExpression"));
            Assert.Equal(report.Schedule.TimeZone, Text(timer.Node, "Properties", "ScheduleExpressionTimezone"));
            Assert.Contains("<aws.scheduler.scheduled-time>", timer.Input);
        }
        Assert.Equal(reports.Count + 2, inputs.Count);
        Assert.All(inputs, item => JsonDocument.Parse(item.Input).Dispose());
    }

    [Theory]
    [InlineData("IngestFunction")]
    [InlineData("TransformFunction")]
    [InlineData("CompactFunction")]
    [InlineData("SnapshotFunction")]
    [InlineData("ReportFunction")]
    public void A_function_gets_the_settings_that_it_reads(string function)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        // Nothing is set, so that the reader goes on to the end and complains of everything.
        Assert.Throws<SettingsException>(() => Read(function, name => Note(asked, name)));
        // What the runtime reads is not ours to ask for.
        Assert.Equal(
            asked.Order(),
            Variables(function).Keys.Where(name => !name.StartsWith("DOTNET_", StringComparison.Ordinal)).Order()
        );
    }

    [Theory]
    [InlineData("IngestFunction")]
    [InlineData("TransformFunction")]
    [InlineData("CompactFunction")]
    [InlineData("SnapshotFunction")]
    [InlineData("ReportFunction")]
    public void The_settings_of_the_template_are_accepted_with_its_defaults(string function)
    {
        // What CloudFormation makes of references to others is a name, or the number of the account.
        var variables = Variables(function)
            .ToDictionary(
                item => item.Key,
                item =>
                    item.Key switch
                    {
                        _ when item.Key.EndsWith("_OWNER", StringComparison.Ordinal) => "111122223333",
                        _ when Template.Section("Parameters").Any(parameter => parameter.Name == item.Value) => Text(
                            Template.Root,
                            "Parameters",
                            item.Value,
                            "Default"
                        ),
                        _ => item.Value,
                    },
                StringComparer.Ordinal
            );
        Read(function, variables.GetValueOrDefault);
    }

    /// <summary>The measured figures are those of benchmarks/RESULTS.md.</summary>
    [Fact]
    public void The_largest_batch_takes_at_most_seven_tenths_of_a_functions_memory()
    {
        var measured = File.ReadAllText(Path.Combine(Repository.Root, "benchmarks", "RESULTS.md"));
        var table = measured[
            measured.IndexOf("### Memory and time of the largest batches", StringComparison.Ordinal)..
        ];
        foreach (
            var (_, function) in Template
                .Resources("AWS::Lambda::Function")
                // Reports have no batch: what they hold is the size of a report.
                .Where(item => !IsReports(item.Node))
        )
        {
            var peak = Regex.Match(
                table,
                $@"^\|{Text(function, "Properties", "Handler")}\|[^|]*\|(\d+)\|",
                RegexOptions.Multiline
            );
            Assert.True(peak.Success);
            Assert.InRange(
                double.Parse(peak.Groups[1].Value, CultureInfo.InvariantCulture),
                1,
                0.7 * Number(function, "Properties", "MemorySize")
            );
        }
    }

    [Theory]
    [InlineData("Compact", "CompactionTimer")]
    [InlineData("Snapshot", "SnapshotTimer")]
    [InlineData("Report", "AlertTimer")]
    public void What_a_schedule_invokes_may_fail_three_times_before_the_next_one_and_is_heard_of(
        string name,
        string timer
    )
    {
        var function = Template.Resource($"{name}Function");
        var invocations = Template.Resource($"{name}Invocations");
        Assert.Equal($"{name}Function", Text(invocations, "Properties", "FunctionName"));
        // Lambda waits one minute and then two before it asks again.
        var attempts = 1 + Number(invocations, "Properties", "MaximumRetryAttempts");
        Assert.InRange(attempts * Number(function, "Properties", "Timeout") + 180, 1, 3600);
        Assert.InRange(Number(invocations, "Properties", "MaximumEventAgeInSeconds"), 60, 3600);
        Assert.Equal(
            "UpkeepDeadLetters.Arn",
            Text(invocations, "Properties", "DestinationConfig", "OnFailure", "Destination")
        );
        var target = Find(Template.Resource(timer), "Properties", "Target");
        Assert.NotNull(target);
        Assert.Equal($"{name}Function.Arn", Text(target, "Arn"));
        Assert.Equal("UpkeepDeadLetters.Arn", Text(target, "DeadLetterConfig", "Arn"));
        Assert.Equal(name == "Report" ? "ReportTimerRole.Arn" : "UpkeepRole.Arn", Text(target, "RoleArn"));
        Assert.Contains(
            Template.Resources("AWS::CloudWatch::Alarm"),
            alarm =>
                Text(alarm.Node, "Properties", "MetricName") == "Errors"
                && TemplateModel.All(alarm.Node).OfType<YamlScalarNode>().Any(node => node.Value == $"{name}Function")
        );
    }

    [Fact]
    public void Owners_of_source_and_lake_may_be_two_accounts()
    {
        var variables = (YamlMappingNode?)Find(
            Template.Resource("IngestFunction"),
            "Properties",
            "Environment",
            "Variables"
        );
        Assert.NotNull(variables);
        Assert.Equal("AWS::AccountId", Text(variables, "STUDYLAKE_LAKE_BUCKET_OWNER"));
        Assert.Equal(
            ["IsOwnSource", "AWS::AccountId", "SourceAccountId"],
            Items(Find(variables, "STUDYLAKE_EXPECTED_BUCKET_OWNER")).Select(item => Text(item))
        );
    }

    [Fact]
    public void The_source_bucket_tells_of_objects_that_come_go_and_expire()
    {
        var events = Items(
                Find(
                    Template.Resource("SourceBucket"),
                    "Properties",
                    "NotificationConfiguration",
                    "QueueConfigurations"
                )
            )
            .Select(item => (Text(item, "Event"), Text(item, "Queue")));
        Assert.Equal(
            [
                ("s3:ObjectCreated:*", "IngestQueue.Arn"),
                ("s3:ObjectRemoved:*", "IngestQueue.Arn"),
                ("s3:LifecycleExpiration:*", "IngestQueue.Arn"),
            ],
            events
        );
    }

    [Fact]
    public void Cron_expressions_have_six_fields_of_which_one_day_is_left_open()
    {
        var schedules = Template.Resources("AWS::Scheduler::Schedule").ToList();
        Assert.NotEmpty(schedules);
        foreach (var (_, schedule) in schedules)
        {
            var expression = Text(schedule, "Properties", "ScheduleExpression");
            if (Template.Section("Parameters").Any(parameter => parameter.Name == expression))
                expression = Text(Template.Root, "Parameters", expression, "Default");
            var cron = Cron().Match(expression);
            Assert.True(cron.Success);
            var fields = cron.Groups["fields"].Value.Split(' ');
            Assert.Equal(6, fields.Length);
            Assert.True(fields[2] == "?" ^ fields[4] == "?", "one of day of month and day of week is ?");
            // A fixed name would collide when two stacks stand in one account.
            Assert.Null(Find(schedule, "Properties", "Name"));
            using var input = JsonDocument.Parse(Substituted(Text(schedule, "Properties", "Target", "Input")));
            Assert.Equal(JsonValueKind.Object, input.RootElement.ValueKind);
        }
    }

    [Fact]
    public void The_dashboard_is_JSON_that_names_only_metrics_that_are_written()
    {
        var body = Substituted(Text(Template.Resource("Dashboard"), "Properties", "DashboardBody"));
        using var dashboard = JsonDocument.Parse(body);
        Assert.InRange(dashboard.RootElement.GetProperty("widgets").GetArrayLength(), 6, 12);
        Assert.All(OwnMetric().Matches(body), match => Assert.Contains(match.Groups["name"].Value, Metrics));
    }

    [Fact]
    public void Every_alarm_watches_a_metric_that_is_written_and_reaches_the_topic()
    {
        string[] aws =
        [
            "ApproximateNumberOfMessagesVisible",
            "ApproximateAgeOfOldestMessage",
            "Errors",
            "Throttles",
            "DeliveryToS3.DataFreshness",
            "DeliveryToS3.Success",
            "ThrottledRecords",
        ];
        var alarms = Template.Resources("AWS::CloudWatch::Alarm").ToList();
        Assert.Equal(18, alarms.Count);
        foreach (var (_, alarm) in alarms)
        {
            Assert.Contains(
                Text(alarm, "Properties", "MetricName"),
                Text(alarm, "Properties", "Namespace") == "StudyLake" ? Metrics : aws
            );
            Assert.Equal(["AlarmTopic"], Items(Find(alarm, "Properties", "AlarmActions")).Select(item => Text(item)));
        }
    }

    [Fact]
    public void Every_key_of_pseudonyms_and_objects_is_32_bytes_in_hexadecimal()
    {
        var secrets = Template.Resources("AWS::SecretsManager::Secret").ToList();
        Assert.Equal(["PseudonymKeys", "ObjectKey"], secrets.Select(secret => secret.Name));
        foreach (var (_, secret) in secrets)
        {
            var excluded = Text(secret, "Properties", "GenerateSecretString", "ExcludeCharacters");
            var left = "abcdefghijklmnopqrstuvwxyz0123456789".Except(excluded);
            Assert.Equal("abcdef0123456789", string.Concat(left));
            Assert.Equal("true", Text(secret, "Properties", "GenerateSecretString", "ExcludeUppercase"));
            Assert.Equal("true", Text(secret, "Properties", "GenerateSecretString", "ExcludePunctuation"));
            Assert.Equal(64, Number(secret, "Properties", "GenerateSecretString", "PasswordLength"));
        }
    }

    private static readonly string[] Metrics =
    [
        "ObjectsRead",
        "ObjectsRejected",
        "ObjectsSuperseded",
        "ObjectsRemoved",
        "EventsWritten",
        "HeaderBytesRead",
        "S3Requests",
        "BatchItemFailures",
        "NotificationsIgnored",
        "MessagesUnreadable",
        "SegmentsTransformed",
        "RowsWritten",
        "LinesQuarantined",
        "SegmentsQuarantined",
        "SegmentsLeft",
        "FilesJoined",
        "FilesMade",
        "FilesDeleted",
    ];

    private static string? Note(HashSet<string> asked, string name)
    {
        asked.Add(name);
        return null;
    }

    private static bool IsReports(YamlNode function) =>
        Text(function, "Properties", "Handler") == typeof(ReportSettings).Assembly.GetName().Name;

    private static void Read(string function, Func<string, string?> variable)
    {
        object _ = function switch
        {
            "IngestFunction" => IngestSettings.Read(variable),
            "TransformFunction" => TransformSettings.Read(variable),
            "CompactFunction" => CompactSettings.Read(variable),
            "ReportFunction" => ReportSettings.Read(variable),
            _ => SnapshotSettings.Read(variable),
        };
    }

    /// <summary>The variables of a function; of a choice the first that is chosen.</summary>
    private static Dictionary<string, string> Variables(string function) =>
        (
            (YamlMappingNode?)Find(Template.Resource(function), "Properties", "Environment", "Variables")
        )?.Children.ToDictionary(
            item => ((YamlScalarNode)item.Key).Value ?? "",
            item => item.Value is YamlSequenceNode choice ? Text(choice[1]) : Text(item.Value),
            StringComparer.Ordinal
        )
        ?? [];

    private static string Substituted(string text) => Substitution().Replace(text, "x");

    [GeneratedRegex(@"^cron\((?<fields>[^()]+)\)$")]
    private static partial Regex Cron();

    [GeneratedRegex("""\["StudyLake","(?<name>[A-Za-z]+)"|\["[.]","(?<name>[A-Za-z0-9]+)",""")]
    private static partial Regex OwnMetric();

    [GeneratedRegex(@"\$\{[A-Za-z:.]+\}")]
    private static partial Regex Substitution();
}
