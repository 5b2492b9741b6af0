using StudyLake.Cli.Query;
using StudyLake.Cli.Reports;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Analytics;

public sealed class UnmappedNamesTests : IDisposable
{
    private readonly TestSystem _system = new();

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task A_name_that_differs_by_letters_is_listed_with_the_nearest_known_one_and_never_mapped()
    {
        _system.Register(
            "institutions.csv",
            "institution_name,site_name,time_zone,opens_at,closes_at",
            "Riverside Hospital,Riverside,Europe/Berlin,,",
            "Hill Clinic,Hill,Europe/Berlin,,"
        );
        // Case and spaces do not matter; a letter does; and what resembles nothing has no suggestion.
        Put("a", "RIVERSIDE   hospital");
        Put("b", "Riverside Hospitl");
        Put("c", "Riverside Hospitl");
        Put("d", "Xyzzy");
        await _system.IngestAsync();

        Assert.Equal(["Riverside Hospitl|2|Riverside Hospital|1", "Xyzzy|1||"], await FindAsync("institution"));
        Assert.Equal(
            ["Riverside|1", "unmapped|3"],
            await _system.AskAsync("select site_name, count(*) from instances group by 1 order by 1")
        );
    }

    [Fact]
    public async Task A_device_that_is_written_otherwise_is_listed_with_the_nearest_known_device()
    {
        _system.Register(
            "institutions.csv",
            "institution_name,site_name,time_zone,opens_at,closes_at",
            "General,General,Europe/Berlin,,"
        );
        _system.Register(
            "devices.csv",
            "device_id,device_name,manufacturer,device_serial_number,station_name,institution_name,site_name,modality,opens_at,closes_at,counts_secondary_capture,in_service_from,in_service_to",
            "ct1,CT 1,ACME,SN-10,,,General,CT,,,,,",
            "ct2,CT 2,Acme,SN-2,,,General,CT,,,,,"
        );
        _system.Put("known.dcm", new TestObject("1.2.3", "1.2.3.1", "1.2.3.1.1").With(0x0018_1000, "LO", "sn-2"));
        _system.Put("typo.dcm", new TestObject("1.2.4", "1.2.4.1", "1.2.4.1.1").With(0x0018_1000, "LO", "SN-1O"));
        await _system.IngestAsync();

        Assert.Equal(["serial|acme|sn-1o|1|serial|acme|sn-10|1"], await FindAsync("device"));
    }

    private void Put(string name, string institution) =>
        _system.Put(
            $"{name}.dcm",
            new TestObject($"1.2.{(int)name[0]}", $"1.2.{(int)name[0]}.1", $"1.2.{(int)name[0]}.1.1").With(
                0x0008_0080,
                "LO",
                institution
            )
        );

    private async Task<string[]> FindAsync(string kind)
    {
        await using var session = await LakeSession.OpenAsync(
            _system.Lake,
            null,
            TestContext.Current.CancellationToken
        );
        await using var names = await UnmappedNames.FindAsync(session, TestContext.Current.CancellationToken);
        var columns = names.Columns.Select(column => column.Name).ToList();
        var rows = await names.ToArrayAsync(TestContext.Current.CancellationToken);
        return
        [
            .. rows.Where(row => (string?)row[columns.IndexOf("name_kind")] == kind)
                .Select(row =>
                    string.Join(
                        '|',
                        new[] { "unmapped_name", "object_count", "nearest_name", "nearest_distance" }.Select(column =>
                            row[columns.IndexOf(column)]
                        )
                    )
                ),
        ];
    }
}
