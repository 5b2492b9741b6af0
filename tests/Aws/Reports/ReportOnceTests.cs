using Microsoft.AspNetCore.Http;
using StudyLake.Aws.Functions;
using StudyLake.Tests.Aws.Athena;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Reports;

/// <summary>
/// One report and one mail, wherever an invocation dies and however many there are. Dying is played by cutting every
/// connection from one call on, before or after that call has taken effect.
/// </summary>
[Collection(ReportLakeCollection.Name)]
public sealed class ReportOnceTests(SameAnswersTests.Fixture fixture, ITestOutputHelper output) : IDisposable
{
    private const string Due = """{"report":"corrections","scheduled_at":"2026-10-02T06:00:00Z"}""";

    [Fact]
    public async Task A_death_at_any_call_and_a_repetition_make_one_report_and_send_one_mail()
    {
        Dictionary<string, int> calls;
        string[] expected;
        int note;
        await using (var whole = await StartAsync())
        {
            var death = new Death("", 0, false);
            death.Watch(whole, fixture.Athena.Service);
            await whole.InvokeAsync(Due, "once");
            calls = death.Calls;
            note = death.Note;
            expected = State(whole);
        }
        Assert.True(calls["s3"] >= 8 && calls["ses"] == 1 && calls["athena"] > 50, string.Join(' ', calls));
        var deaths = 0;
        var twice = 0;
        foreach (var (service, count) in calls)
        {
            // Athena's calls leave nothing behind, so that most are like the one before.
            var step =
                service != "athena" ? 1
                : Needs.Everything ? 41
                : 61;
            for (var call = 1; call <= count; call += step)
            {
                // What is there before a call is what is there after the one before.
                foreach (var isDone in service == "athena" ? [call / step % 2 == 1] : new[] { false, true })
                {
                    deaths++;
                    var mails = await DieAsync(service, call, isDone, expected);
                    // Who dies knowing alone that SES has the mail leaves nobody who knows.
                    var isUnknown =
                        (service, isDone) == ("ses", true) || (service, call, isDone) == ("s3", note, false);
                    Assert.True(
                        mails == (isUnknown ? 2 : 1),
                        $"{service} {call} {(isDone ? "after" : "before")}: {mails} mails"
                    );
                    twice += mails - 1;
                }
            }
        }
        output.WriteLine($"deaths {deaths}, reports sent twice {twice}, calls {string.Join(", ", calls)}");
    }

    [Fact]
    public async Task Of_two_at_once_one_sends_and_the_other_leaves_it_to_the_first()
    {
        await using var bench = await StartAsync();
        using var arrived = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        bench.Ses.Fault = _ =>
        {
            arrived.Release();
            go.Wait(TimeSpan.FromMinutes(1));
            return SesFault.None;
        };
        var first = bench.InvokeAsync(Due, "first");
        Assert.True(await arrived.WaitAsync(TimeSpan.FromMinutes(1)));
        var second = await bench.InvokeAsync(Due, "second");
        Assert.EndsWith(
            "being sent by another invocation",
            second.GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(bench.Keys, key => key.StartsWith("reports/ledger/", StringComparison.Ordinal));
        go.Set();
        await first;
        Assert.Single(bench.Ses.Mails);
        Assert.Single(bench.Keys, key => key.StartsWith("reports/ledger/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_that_find_the_mail_unclaimed_at_the_same_time_send_one()
    {
        await using var bench = await StartAsync();
        using var both = new Barrier(2);
        var reads = 0;
        // Both have read that nobody claimed it before either claims it.
        bench.S3.OnRequest = request =>
        {
            if (IsMail(request) && request.Method == "PUT" && Interlocked.Increment(ref reads) <= 2)
                both.SignalAndWait(TimeSpan.FromMinutes(1));
        };
        await Task.WhenAll(bench.InvokeAsync(Due, "first"), bench.InvokeAsync(Due, "second"));
        Assert.True(reads > 2);
        Assert.Single(bench.Ses.Mails);
    }

    [Fact]
    public async Task What_a_dead_invocation_had_claimed_is_sent_by_another_twenty_minutes_later()
    {
        await using var bench = await StartAsync();
        // It dies before SES has taken the mail, and is never repeated.
        bench.Ses.Fault = _ => SesFault.CutBeforeTaken;
        await Assert.ThrowsAsync<FunctionFailedException>(() => bench.InvokeAsync(Due, "dead"));
        bench.Ses.Fault = _ => SesFault.None;

        bench.Time.Advance(TimeSpan.FromMinutes(19));
        await bench.InvokeAsync(Due, "early");
        Assert.Empty(bench.Ses.Mails);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.InvokeAsync(Due, "later");
        Assert.Single(bench.Ses.Mails);
        Assert.Single(bench.Keys, key => key.StartsWith("reports/ledger/", StringComparison.Ordinal));
    }

    public void Dispose() => fixture.Athena.Service.Fault = static (_, _) => AthenaFault.None;

    private async Task<int> DieAsync(string service, int call, bool isDone, string[] expected)
    {
        await using var bench = await StartAsync();
        var death = new Death(service, call, isDone);
        death.Watch(bench, fixture.Athena.Service);
        // Athena is asked as often as it takes, so that its last calls may not come.
        var isDead = true;
        try
        {
            await bench.InvokeAsync(Due, "once");
            isDead = false;
        }
        catch (Exception) when (death.HasCome)
        {
            // As meant: it died. What goes beyond the function is the host's to report.
        }
        Assert.True(death.HasCome || !isDead);
        // Who dies in dropping the tables of the run has done all that the report needs.
        if (death.HasCome && !isDead)
        {
            Assert.Equal("athena", service);
            Assert.Equal(expected, State(bench));
        }
        death.IsOver = true;
        await bench.InvokeAsync(Due, "once");
        Assert.Equal(expected, State(bench));
        Assert.Single(bench.Ses.Mails.Select(mail => mail.Message.MessageId).Distinct());
        return bench.Ses.Mails.Count;
    }

    private Task<ReportBench> StartAsync() => ReportBench.StartAsync(fixture.Athena.Service);

    private static bool IsMail(HttpRequest request) =>
        request.Path.Value?.Contains("/reports/mail/", StringComparison.Ordinal) == true;

    // Every object with its content.
    private static string[] State(ReportBench bench) =>
        [
            .. bench.Keys.Select(key =>
                $"{key} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bench.Content(key)))}"
            ),
        ];

    /// <summary>From one call on nothing is answered any more, until it is over.</summary>
    private sealed class Death(string service, int call, bool isDone)
    {
        private readonly Lock _gate = new();

        public Dictionary<string, int> Calls { get; } =
            new()
            {
                ["s3"] = 0,
                ["ses"] = 0,
                ["athena"] = 0,
            };

        /// <summary>Which call of S3 notes that the mail is sent: the first after SES was called.</summary>
        public int Note { get; private set; }

        public bool HasCome { get; private set; }

        public bool IsOver { get; set; }

        public void Watch(ReportBench bench, AthenaStandIn athena)
        {
            bench.S3.FaultFor = _ => Fate("s3", S3Fault.None, S3Fault.CutBeforeAnswer, S3Fault.CutAfterDone);
            bench.Ses.Fault = _ => Fate("ses", SesFault.None, SesFault.CutBeforeTaken, SesFault.CutAfterTaken);
            athena.Fault = (_, _) => Fate("athena", AthenaFault.None, AthenaFault.Failed, AthenaFault.DoneThenSilent);
        }

        private T Fate<T>(string who, T alive, T before, T after)
        {
            lock (_gate)
            {
                if (IsOver)
                    return alive;
                Calls[who]++;
                if (who == "ses")
                    Note = Calls["s3"] + 1;
                if (HasCome)
                    return before;
                if (who != service || Calls[who] != call)
                    return alive;
                HasCome = true;
                return isDone ? after : before;
            }
        }
    }
}
