using System.Text.Json;
using StudyLake.Cli;
using StudyLake.Cli.Lake;
using StudyLake.Tests.Support;
using StudyLake.Transform;

namespace StudyLake.Tests.Analytics.Alerts;

/// <summary>The real program over a lake in which one device fell silent and another did not.</summary>
public sealed class AlertsCommandTests
{
    [Fact]
    public async Task The_command_ends_with_4_while_an_alert_is_open_and_with_0_before_and_after()
    {
        await using var history = await LakeAsync();
        // Device 2 sends its last study on Tuesday 8 September at 8:30 UTC; six usual hours end on Wednesday at 7:00 UTC.
        var (before, _, _) = await RunAsync(history, "--now", "2026-09-09T06:59:00Z");
        var (open, listed, errors) = await RunAsync(history, "--now", "2026-09-09T07:00:00Z", "--json");
        var (later, again, _) = await RunAsync(history, "--now", "2026-09-11T07:00:00Z", "--json", "--open");

        Assert.Equal((ExitCodes.Done, ExitCodes.AlertsOpen, ExitCodes.AlertsOpen), (before, open, later));
        Assert.Contains("1 alerts open", errors);
        var first = Assert.Single(JsonDocument.Parse(listed).RootElement.EnumerateArray());
        var second = Assert.Single(JsonDocument.Parse(again).RootElement.EnumerateArray());
        Assert.Equal("silent_device|serial|acme|2|2026-09-08T10", first.GetProperty("alert_id").GetString());
        Assert.Equal("2026-09-09T07:00:00.000Z", first.GetProperty("opened_at").GetString());
        // Two days later the same alert: the same id, opened at the same moment.
        foreach (var name in new[] { "alert_id", "opened_at", "began_at" })
            Assert.Equal(first.GetProperty(name).GetString(), second.GetProperty(name).GetString());
    }

    [Fact]
    public async Task As_of_a_moment_before_the_silence_there_is_none()
    {
        await using var history = await LakeAsync();
        var (exitCode, listed, _) = await RunAsync(history, "--as-of", "2026-09-07T12:00:00Z", "--json");

        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.Empty(JsonDocument.Parse(listed).RootElement.EnumerateArray());
    }

    private static async Task<DeviceHistory> LakeAsync()
    {
        var history = new DeviceHistory();
        var monday = new DateTime(2026, 6, 29);
        history.Work("1", monday, 11, 8, 16);
        history.Work("2", monday, 11, 8, 16, at => at < new DateTime(2026, 9, 8, 11, 0, 0));
        history.Lake.Write();
        await LakeManifest.OpenOrCreateAsync(
            new FolderLakeStore(history.Lake.Folder),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        Directory.CreateDirectory(Path.Combine(history.Lake.Folder, "registry"));
        await File.WriteAllTextAsync(
            Path.Combine(history.Lake.Folder, "registry", "institutions.csv"),
            "institution_name,site_name,time_zone,opens_at,closes_at\nCity,City,Europe/Berlin,,\n"
        );
        // A lake made by hand has no log to agree with.
        await File.WriteAllTextAsync(
            Path.Combine(history.Lake.Folder, "registry", "alerts.csv"),
            "alert_kind,device_id,factor,minimum,history_minimum,is_on\nreconciliation_gap,,,,,false\n"
        );
        return history;
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        DeviceHistory history,
        params string[] more
    ) => StudyLakeProcess.RunAsync("unused", ["alerts", "--lake", history.Lake.Folder, .. more]);
}
