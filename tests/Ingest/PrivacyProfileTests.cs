using System.Text;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Ingest.Dicom;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Ingest;

/// <summary>Attributes of class off: not read, unless a profile switches them on, and then no name comes out.</summary>
public sealed class PrivacyProfileTests
{
    private static readonly string[] Off =
    [
        "PregnancyStatus",
        "ReferringPhysicianName",
        "NameOfPhysiciansReadingStudy",
        "ReasonForTheRequestedProcedure",
        "OperatorsName",
        "PerformingPhysicianName",
    ];

    private static readonly string[] OffColumns =
    [
        "pregnancy_status",
        "referring_physician_name_pseudonym",
        "name_of_physicians_reading_study_pseudonyms",
        "reason_for_the_requested_procedure",
        "operators_name_pseudonyms",
        "performing_physician_name_pseudonyms",
    ];

    private static byte[] File() =>
        DicomBytes
            .File()
            .Element(0x00080016, "UI", DicomBytes.Ct)
            .Element(0x00080018, "UI", DicomBytes.Instance)
            .Element(0x00080090, "PN", "Refer^Rita")
            .Element(0x00081050, "PN", "Perform^Paul")
            .Element(0x00081060, "PN", "Read^Rosa\\Read^Rob")
            .Element(0x00081070, "PN", "Operate^Olga^^")
            .Element(0x001021C0, "US", [4, 0])
            .Uids()
            .Element(0x00401002, "LO", "Cough")
            .Pixels()
            .ToArray();

    [Fact]
    public void The_standard_profile_reads_none_of_them()
    {
        var header = new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions()).Read(File());
        Assert.All(
            AttributeTable.All.Where(attribute => attribute.Privacy == PrivacyClass.Off),
            attribute => Assert.Equal(ElementPresence.Absent, header.Root.Presence(attribute.Tag))
        );
        var mapping = new Mapping(File());
        Assert.All(OffColumns, column => Assert.Null(mapping[column]));
        Assert.Equal("standard", PrivacyProfile.Standard.Name);
    }

    [Fact]
    public void A_mapper_of_the_standard_profile_drops_them_from_a_header_that_holds_them()
    {
        var reader = new HeaderReader(HeaderMapper.WantedUnder(PrivacyProfile.With(Off)), new HeaderReaderOptions());
        var mapping = new Mapping(File(), PrivacyProfile.Standard, reader);
        Assert.All(OffColumns, column => Assert.Null(mapping[column]));
    }

    [Fact]
    public void Switched_on_a_name_is_a_pseudonym_and_the_rest_is_as_it_is()
    {
        var mapping = new Mapping(File(), PrivacyProfile.With(Off));
        Assert.All(OffColumns, column => Assert.NotNull(mapping[column]));
        Assert.Equal(4.0, mapping["pregnancy_status"]);
        Assert.Equal("Cough", mapping["reason_for_the_requested_procedure"]);
        // printf 'person\037\037Refer^Rita' | openssl dgst -sha256 -mac HMAC, key 01..20, first 16 bytes in base32.
        Assert.Equal("k1:zsw6obxyexp7jau5nlo5jy4xn4", mapping["referring_physician_name_pseudonym"]);
        Assert.Equal("k1:pndv6y73s4vamsmbbi24ggfaly", mapping["operators_name_pseudonyms"]);
        var reading = Assert.IsType<string>(mapping["name_of_physicians_reading_study_pseudonyms"]);
        Assert.Equal(2, reading.Split('\\').Length);
    }

    [Fact]
    public void One_alone_may_be_switched_on()
    {
        var mapping = new Mapping(File(), PrivacyProfile.With("OperatorsName"));
        Assert.NotNull(mapping["operators_name_pseudonyms"]);
        Assert.Equal(5, OffColumns.Count(column => mapping[column] is null));
    }

    [Fact]
    public void A_profile_is_named_after_what_it_switches_on_whatever_the_order()
    {
        Assert.Equal("standard+OperatorsName", PrivacyProfile.With("OperatorsName").Name);
        Assert.Equal(
            PrivacyProfile.With("OperatorsName", "PregnancyStatus").Name,
            PrivacyProfile.With("PregnancyStatus", "OperatorsName", "PregnancyStatus").Name
        );
        Assert.Equal("standard", PrivacyProfile.With().Name);
    }

    [Theory]
    [InlineData("PatientName")]
    [InlineData("PatientBirthDate")]
    [InlineData("Modality")]
    [InlineData("operatorsname")]
    public void Only_an_attribute_of_class_off_can_be_switched_on(string keyword) =>
        Assert.Throws<ArgumentException>(() => PrivacyProfile.With(keyword));

    [Fact]
    public async Task The_event_names_its_profile_and_holds_no_name()
    {
        var profile = PrivacyProfile.With(Off);
        var ingestor = new ObjectIngestor(
            new HeaderReader(HeaderMapper.WantedUnder(profile), new HeaderReaderOptions()),
            new HeaderMapper(Mapping.Pseudonymiser, null, profile),
            TimeProvider.System
        );
        var change = new ObjectChange("ward7", Some.ObjectId, null, Some.OrderKey, Some.OccurredAt, 1);
        var made = await ingestor.ReadAsync(change, new RangeSource(File()), TestContext.Current.CancellationToken);
        Assert.Equal(profile.Name, made.PrivacyProfile);
        var json = Encoding.UTF8.GetString(EventJson.ToUtf8(made));
        Assert.All(
            (string[])["Rita", "Paul", "Rosa", "Rob", "Olga", "Operate"],
            name => Assert.DoesNotContain(name, json, StringComparison.OrdinalIgnoreCase)
        );
    }
}
