using System.Buffers.Binary;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Log;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Traps;

/// <summary>
/// Traps that other systems fell into, each by its number in the project's list of thirty, end to end: from DICOM files
/// to the numbers of the marts. Those that need a bucket or a dose report stand beside.
/// </summary>
public sealed class RadiologyTrapTests : IDisposable
{
    private const uint StudyDate = 0x0008_0020;
    private const uint StudyTime = 0x0008_0030;
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Trap_03_a_retried_event_counts_once()
    {
        _system.Put("a.dcm", new TestObject());
        await _system.IngestAsync();
        var log = new FolderEventLog(_system.Lake);
        var events = FolderEventLog.Read(_system.Lake, FolderEventLog.Segments(_system.Lake)[0]).ToList();
        await log.AppendAsync(events, CancellationToken.None);
        await log.AppendAsync(events, CancellationToken.None);
        await _system.IngestAsync();

        Assert.Equal(["3"], await _system.AskAsync("select count(*) from raw_study_events"));
        Assert.Equal(["1|1|1"], await Counts());
    }

    [Fact]
    public async Task Trap_04_a_missing_date_is_null_and_never_a_stand_in()
    {
        _system.Put("a.dcm", new TestObject().With(StudyDate, "DA", null));
        await _system.IngestAsync();

        Assert.Equal(["-|1"], await _system.AskAsync("select study_date, study_count from studies_by_date"));
    }

    [Fact]
    public async Task Trap_05_a_bad_date_is_null_with_an_issue_and_the_row_stays()
    {
        _system.Put("a.dcm", new TestObject().With(StudyDate, "DA", "2021030"));
        await _system.IngestAsync();

        Assert.Equal(["-|CT"], await _system.AskAsync("select study_date, modality from instances"));
        Assert.Equal(
            ["StudyDate|value_invalid"],
            await _system.AskAsync("select keyword, issue_code from field_issues")
        );
    }

    [Fact]
    public async Task Trap_06_two_request_items_are_two_accessions()
    {
        (uint, string, string)[] first = [(0x0008_0050, "SH", "ACC-1")];
        (uint, string, string)[] second = [(0x0008_0050, "SH", "ACC-2")];
        _system.Put("a.dcm", new TestObject().With(0x0040_0275, first, second));
        await _system.IngestAsync();

        Assert.Equal(
            ["2"],
            await _system.AskAsync(
                "select count(distinct accession) from instances cross join unnest(split(request_accession_pseudonyms, '\\')) as list (accession)"
            )
        );
    }

    [Fact]
    public async Task Trap_07_a_column_without_any_value_keeps_its_type()
    {
        _system.Put("a.dcm", new TestObject());
        await _system.IngestAsync();
        _system.Put("b.dcm", new TestObject(instance: "1.2.3.1.2").With(0x0018_9345, "FD", null));
        await _system.IngestAsync();

        Assert.Equal(
            ["date", "double", "integer"],
            await _system.AskAsync(
                "select distinct lower(kind) from (select typeof(performed_procedure_step_end_date) as kind from instances union all select typeof(ctdivol_mgy) from instances union all select typeof(number_of_frames) from instances) as kinds order by 1"
            )
        );
    }

    [Fact]
    public async Task Trap_08_a_month_has_one_spelling()
    {
        _system.Put("a.dcm", new TestObject().With(StudyDate, "DA", "20260305"));
        _system.Put("b.dcm", new TestObject("1.2.4", "1.2.4.1", "1.2.4.1.1").With(StudyDate, "DA", "2026.03.05"));
        await _system.IngestAsync();

        Assert.Equal(["2026-03-05|2"], await _system.AskAsync("select study_date, study_count from studies_by_date"));
        Assert.All(
            Directory.EnumerateDirectories(Path.Combine(_system.Lake, "study_events")),
            folder => Assert.Matches("/dt=\\d{4}-\\d{2}-\\d{2}$", folder)
        );
    }

    [Fact]
    public async Task Trap_09_a_study_date_corrected_across_months_leaves_one_study()
    {
        _system.Put("a.dcm", new TestObject().With(StudyDate, "DA", "20260831"));
        await _system.IngestAsync();
        _system.Put("a.dcm", new TestObject().With(StudyDate, "DA", "20260901"));
        await _system.IngestAsync();

        Assert.Equal(["2026-09-01|1"], await _system.AskAsync("select study_date, study_count from studies_by_date"));
    }

    [Fact]
    public async Task Trap_10_three_series_are_three_rows()
    {
        for (var series = 1; series <= 3; series++)
            _system.Put($"{series}.dcm", new TestObject("1.2.3", $"1.2.3.{series}", $"1.2.3.{series}.1"));
        await _system.IngestAsync();

        Assert.Equal(["3|3|1"], await Counts());
    }

    [Fact]
    public async Task Trap_11_a_delete_hides_its_rows_and_two_issuers_are_two_patients()
    {
        _system.Put("a.dcm", new TestObject().With(0x0010_0021, "LO", "NORTH"));
        _system.Put("b.dcm", new TestObject("1.2.4", "1.2.4.1", "1.2.4.1.1").With(0x0010_0021, "LO", "SOUTH"));
        await _system.IngestAsync();
        Assert.Equal(["2"], await _system.AskAsync("select count(*) from patients"));

        _system.Delete("a.dcm");
        await _system.IngestAsync();

        Assert.Equal(["1|1|1"], await Counts());
        Assert.Equal(["1"], await _system.AskAsync("select count(*) from patients"));
    }

    [Fact]
    public async Task Trap_12_a_file_without_extension_is_taken_in_and_what_is_not_has_a_reason()
    {
        _system.Put("IM000001", new TestObject());
        _system.Put("thumbs.db", "not DICOM at all"u8.ToArray());
        var run = await _system.IngestAsync();

        Assert.Equal((2, 1, 1), (run.ObjectsSeen, run.Stored, run.Rejected));
        Assert.Equal(["not_dicom"], await _system.AskAsync("select rejection_reason from rejected_objects"));
    }

    [Fact]
    public async Task Trap_13_a_corrupt_file_is_counted_and_not_acknowledged_away()
    {
        _system.Put("a.dcm", new TestObject().Bytes()[..170]);
        await _system.IngestAsync();

        Assert.Equal(["1"], await _system.AskAsync("select count(*) from rejected_objects"));
        Assert.Equal(["0"], await _system.AskAsync("select count(*) from instances"));
    }

    [Fact]
    public async Task Trap_14_the_store_s_order_wins_over_the_time_of_processing()
    {
        _system.Put("a.dcm", new TestObject().With(0x0008_0060, "CS", "CT"));
        await _system.IngestAsync();
        var log = new FolderEventLog(_system.Lake);
        var stored = (InstanceStored)
            FolderEventLog.Read(_system.Lake, FolderEventLog.Segments(_system.Lake)[0]).Single();
        var newer = Change(stored, revision: 3, modality: "MR");
        var late = Change(stored, revision: 2, modality: "US") with { RecordedAt = stored.RecordedAt.AddDays(9) };
        await log.AppendAsync([newer], CancellationToken.None);
        await log.AppendAsync([late], CancellationToken.None);
        await StudyLake.Cli.Commands.TransformCommand.TransformAsync(_system.Lake, false, CancellationToken.None);

        Assert.Equal(["MR"], await _system.AskAsync("select modality from instances"));
    }

    [Fact]
    public async Task Trap_16_two_gigabytes_of_frames_are_not_read()
    {
        var header = new TestObject().With(0x0028_0008, "IS", "4000").WithBytes(0x7FE0_0010, "OW", [0, 0]).Bytes();
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(header.Length - 6), 2_000_000_000);
        var source = new SparseObject(header, 2_000_000_000);

        var read = await new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions()).ReadAsync(
            source,
            CancellationToken.None
        );

        Assert.Null(read.Rejection);
        Assert.InRange(read.BytesRead, 1, 128 << 10);
    }

    [Theory]
    [InlineData("003M", "0")]
    [InlineData("02W", "0")]
    [InlineData("010D", "0")]
    [InlineData("000Y", "0")]
    [InlineData("045Y", "45")]
    [InlineData("093Y", "90")]
    [InlineData("45", "-")]
    [InlineData("131Y", "-")]
    public async Task Trap_17_an_age_in_months_is_not_an_age_in_years(string age, string years)
    {
        _system.Put("a.dcm", new TestObject().With(0x0010_1010, "AS", age));
        await _system.IngestAsync();

        Assert.Equal([years], await _system.AskAsync("select patient_age_years from instances"));
    }

    [Fact]
    public async Task Trap_18_a_file_that_failed_is_no_instance()
    {
        _system.Put("a.dcm", new TestObject().Bytes()[..140]);
        _system.Put("b.dcm", []);
        await _system.IngestAsync();

        Assert.Equal(["0|0|0"], await Counts());
        Assert.Equal(
            ["0"],
            await _system.AskAsync("select cast(coalesce(sum(instance_count), 0) as bigint) from volume_daily")
        );
    }

    [Fact]
    public async Task Trap_19_three_hundred_megabytes_of_contours_are_stepped_over_within_the_limit()
    {
        // An RTSTRUCT whose contours are 5,000 items of 60,000 bytes, made as they are asked for. The file ends in the
        // middle of its header, where the sequence begins; what stands after it is its end.
        var head = new TestObject().Class("1.2.840.10008.5.1.4.1.1.481.3").With(0x0008_0060, "CS", "RTSTRUCT").Bytes();
        byte[] open = [0x06, 0x30, 0x39, 0x00, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
        var value = System.Text.Encoding.ASCII.GetBytes(string.Join('\\', Enumerable.Repeat("1.25", 12_000)))[..59_998];
        byte[] item =
        [
            0xFE,
            0xFF,
            0x00,
            0xE0,
            .. Length(8 + value.Length),
            0x06,
            0x30,
            0x50,
            0x00,
            (byte)'D',
            (byte)'S',
            .. Short(value.Length),
            .. value,
        ];
        byte[] close = [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        var source = new RepeatedObject([.. head, .. open], item, 5_000, close);
        Assert.InRange(source.Length, 300_000_000, 301_000_000);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var read = await new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions()).ReadAsync(
            source,
            CancellationToken.None
        );

        Assert.Null(read.Rejection);
        Assert.InRange(read.BytesRead, 1, 16 << 20);
        // What other tests take at the same time is counted too, so the limit is wide; the object is ten times it.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 32 << 20);

        static byte[] Length(int bytes) => BitConverter.GetBytes(bytes);
        static byte[] Short(int bytes) => BitConverter.GetBytes((ushort)bytes);
    }

    [Fact]
    public async Task Trap_25_a_time_keeps_its_leading_zeros_and_its_day()
    {
        _system.Put("a.dcm", new TestObject().With(StudyTime, "TM", "000530"));
        _system.Put("b.dcm", new TestObject("1.2.4", "1.2.4.1", "1.2.4.1.1").With(StudyTime, "TM", "2350"));
        await _system.IngestAsync();

        Assert.Equal(
            ["00:05:30.000", "23:50:00.000"],
            await _system.AskAsync("select study_time from instances order by 1")
        );
        Assert.Equal(["0", "23"], await _system.AskAsync("select start_hour from hourly order by 1"));
    }

    [Fact]
    public async Task Trap_26_a_time_is_read_with_its_own_date_and_in_its_own_zone()
    {
        Register("General,General,Europe/Berlin,07:00,19:00", "Overseas,Overseas,America/Chicago,07:00,19:00");
        var midnight = new TestObject()
            .With(StudyDate, "DA", "20260915")
            .With(StudyTime, "TM", "235500")
            .With(0x0008_0022, "DA", "20260916")
            .With(0x0008_0032, "TM", "000500");
        _system.Put("a.dcm", midnight);
        var overseas = new TestObject("1.2.4", "1.2.4.1", "1.2.4.1.1")
            .With(0x0008_0080, "LO", "Overseas")
            .With(0x0018_1000, "LO", "SN-2")
            .With(StudyDate, "DA", "20260915")
            .With(StudyTime, "TM", "235500")
            .With(0x0008_0022, "DA", "20260916")
            .With(0x0008_0032, "TM", "000500");
        _system.Put("b.dcm", overseas);
        await _system.IngestAsync();

        Assert.Equal(
            ["General|2026-09-15|2026-09-15 22:05:00", "Overseas|2026-09-15|2026-09-16 05:05:00"],
            await _system.AskAsync(
                "select site_name, study_date, substr(cast(acquired_at as varchar), 1, 19) from instances order by site_name"
            )
        );
        Assert.Equal(
            ["23|2"],
            await _system.AskAsync("select start_hour, sum(exam_count) from hourly group by start_hour")
        );
    }

    [Fact]
    public async Task Trap_28_one_sop_instance_uid_in_two_series_is_reported_and_overwrites_nothing()
    {
        _system.Put("a.dcm", new TestObject("1.2.3", "1.2.3.1", "1.2.3.9"));
        _system.Put("b.dcm", new TestObject("1.2.3", "1.2.3.2", "1.2.3.9"));
        await _system.IngestAsync();

        Assert.Equal(
            ["2|1"],
            await _system.AskAsync("select count(*), count(distinct sop_instance_uid) from instances")
        );
        Assert.Equal(["2"], await _system.AskAsync("select count(*) from instances where has_uid_conflict"));
        Assert.Equal(["2"], await _system.AskAsync("select count(*) from series"));
    }

    [Fact]
    public async Task Trap_29_one_series_uid_for_each_slice_does_not_change_the_exam_count()
    {
        for (var slice = 1; slice <= 40; slice++)
            _system.Put($"{slice}.dcm", new TestObject("1.2.3", $"1.2.3.{slice}", $"1.2.3.{slice}.1"));
        await _system.IngestAsync();

        Assert.Equal(["1"], await _system.AskAsync("select count(*) from exams"));
        Assert.Equal(["40"], await _system.AskAsync("select series_count from studies"));
    }

    [Fact]
    public async Task Trap_30_a_second_meta_group_nested_pixels_elements_behind_them_and_no_character_set_cost_no_row()
    {
        _system.Put(
            "charset.dcm",
            new TestObject().With(0x0008_0005, "CS", null).With(0x0008_0080, "LO", "H\u00F4pital")
        );
        (uint, string, string)[] icon = [(0x0028_0010, "UN", "aa"), (0x7FE0_0010, "OB", "pixels")];
        _system.Put("icon.dcm", new TestObject("1.2.4", "1.2.4.1", "1.2.4.1.1").With(0x0088_0200, icon));
        var plain = new TestObject("1.2.5", "1.2.5.1", "1.2.5.1.1").Bytes();
        var dataSet = plain.AsSpan().IndexOf("\u0008\0\u0005\0CS"u8);
        byte[] second = [2, 0, 0x10, 0, (byte)'U', (byte)'I', 18, 0, .. "1.2.840.10008.1.2\0"u8];
        _system.Put("meta.dcm", [.. plain[..dataSet], .. second, .. plain[dataSet..]]);
        _system.Put(
            "behind.dcm",
            new TestObject("1.2.6", "1.2.6.1", "1.2.6.1.1")
                .WithBytes(0x7FE0_0010, "OW", [0, 0])
                .With(0x7FE1_0010, "LO", "BEHIND THE PIXELS")
                .WithBytes(0xFFFC_FFFC, "OB", new byte[64])
        );
        await _system.IngestAsync();

        Assert.Equal(["4|4|4"], await Counts());
        Assert.Equal(
            ["H\u00F4pital"],
            await _system.AskAsync("select institution_name from instances where study_instance_uid = '1.2.3'")
        );
    }

    [Fact]
    public async Task Phantoms_documents_and_derived_images_are_no_exams()
    {
        _system.Put("exam.dcm", new TestObject());
        _system.Put("phantom.dcm", new TestObject("1.2.4", "1.2.4.1", "1.2.4.1.1").With(0x0010_0200, "CS", "YES"));
        _system.Put(
            "report.dcm",
            new TestObject("1.2.5", "1.2.5.1", "1.2.5.1.1")
                .Class("1.2.840.10008.5.1.4.1.1.88.33")
                .With(0x0008_0060, "CS", "SR")
        );
        _system.Put(
            "derived.dcm",
            new TestObject("1.2.6", "1.2.6.1", "1.2.6.1.1").With(0x0008_0008, "CS", "DERIVED\\SECONDARY")
        );
        _system.Put(
            "capture.dcm",
            new TestObject("1.2.7", "1.2.7.1", "1.2.7.1.1")
                .Class("1.2.840.10008.5.1.4.1.1.7")
                .With(0x0008_0060, "CS", "OT")
        );
        await _system.IngestAsync();

        Assert.Equal(["5"], await _system.AskAsync("select count(*) from studies"));
        Assert.Equal(["1.2.3"], await _system.AskAsync("select study_instance_uid from exams"));
    }

    [Fact]
    public async Task A_pet_ct_is_one_exam_of_modality_pt()
    {
        _system.Put("ct.dcm", new TestObject("1.2.3", "1.2.3.1", "1.2.3.1.1"));
        _system.Put(
            "pt.dcm",
            new TestObject("1.2.3", "1.2.3.2", "1.2.3.2.1")
                .Class("1.2.840.10008.5.1.4.1.1.128")
                .With(0x0008_0060, "CS", "PT")
        );
        await _system.IngestAsync();

        Assert.Equal(["PT|1"], await _system.AskAsync("select modality, exam_count from studies_by_modality"));
    }

    private Task<IReadOnlyList<string>> Counts() =>
        _system.AskAsync(
            "select (select count(*) from instances), (select count(*) from series), (select count(*) from studies)"
        );

    private void Register(params string[] institutions) =>
        _system.Register(
            "institutions.csv",
            ["institution_name,site_name,time_zone,opens_at,closes_at", .. institutions]
        );

    private static InstanceStored Change(InstanceStored stored, long revision, string modality)
    {
        var attributes = new AttributeValues(ColumnGroup.Attributes);
        foreach (
            var column in AttributeTable.Attributes.Where(column =>
                column.Name.EndsWith("_uid", StringComparison.Ordinal)
            )
        )
            attributes.Set(column, stored.Attributes.Text(column));
        if (AttributeTable.Modality.Column is { } column1)
            attributes.Set(column1, modality);
        var orderKey = OrderKey.FromRevision(revision);
        return stored with
        {
            OrderKey = orderKey,
            EventId = EventId.Of(stored.ObjectId, stored.VersionId, orderKey),
            Attributes = attributes,
        };
    }

    /// <summary>A head, the same bytes many times, and a tail: an object of any size that is nowhere in memory.</summary>
    private sealed class RepeatedObject(byte[] head, byte[] item, long count, byte[] tail) : IObjectReader
    {
        public long Length => head.Length + (item.Length * count) + tail.Length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var length = (int)Math.Min(buffer.Length, Length - offset);
            for (var done = 0; done < length; )
            {
                var part = Part(offset + done);
                part = part[..Math.Min(part.Length, length - done)];
                part.CopyTo(buffer.Span[done..]);
                done += part.Length;
            }
            return ValueTask.FromResult(length);
        }

        private ReadOnlySpan<byte> Part(long at)
        {
            if (at < head.Length)
                return head.AsSpan((int)at);
            var behind = at - head.Length;
            return behind < item.Length * count
                ? item.AsSpan((int)(behind % item.Length))
                : tail.AsSpan((int)(behind - (item.Length * count)));
        }
    }

    /// <summary>A header and then nothing but zeros, which nobody should ask for.</summary>
    private sealed class SparseObject(byte[] header, long bytesBehind) : IObjectReader
    {
        public long Length => header.Length + bytesBehind;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            buffer.Span.Clear();
            if (offset < header.Length)
                header.AsSpan((int)offset, (int)Math.Min(buffer.Length, header.Length - offset)).CopyTo(buffer.Span);
            return ValueTask.FromResult((int)Math.Min(buffer.Length, Length - offset));
        }
    }
}
