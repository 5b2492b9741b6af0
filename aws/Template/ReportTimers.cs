using System.Globalization;
using System.Text;
using StudyLake.Analytics.Reporting;

namespace StudyLake.Aws.Template;

/// <summary>The schedules of <c>template.yaml</c> that follow from the reports: one for each, and two for all.</summary>
internal static class ReportTimers
{
    /// <summary>The resources, each line indented as a member of <c>Resources</c>.</summary>
    public static string Render(IEnumerable<ReportDefinition> reports)
    {
        var text = new StringBuilder();
        foreach (var report in reports)
            Timer(
                text,
                $"Report{Id(report.Report)}Timer",
                $"{report.Title}: {report.Schedule.When}.",
                report.Schedule.Cron,
                report.Schedule.TimeZone,
                $$"""{"report":"{{report.Report}}","scheduled_at":"<aws.scheduler.scheduled-time>"}"""
            );
        Timer(
            text,
            "ReportSweepTimer",
            "Every report that is due and was not made, as its data were not complete or it failed.",
            "cron(30 7 * * ? *)",
            "UTC",
            "{}"
        );
        Timer(text, "AlertTimer", "Looks for new alerts.", "cron(20 * * * ? *)", "UTC", """{"make":"alerts"}""");
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Timer(
        StringBuilder text,
        string name,
        string description,
        string cron,
        string zone,
        string input
    ) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
              {{name}}:
                Type: AWS::Scheduler::Schedule
                Condition: MakesReports
                Properties:
                  Description: "{{description}}"
                  State: !Ref Reports
                  ScheduleExpression: {{cron}}
                  ScheduleExpressionTimezone: {{zone}}
                  FlexibleTimeWindow: { Mode: "OFF" }
                  Target:
                    Arn: !GetAtt ReportFunction.Arn
                    RoleArn: !GetAtt ReportTimerRole.Arn
                    RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 600 }
                    DeadLetterConfig: { Arn: !GetAtt UpkeepDeadLetters.Arn }
                    Input: '{{input}}'

            """
        );

    private static string Id(string report) =>
        string.Concat(report.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
