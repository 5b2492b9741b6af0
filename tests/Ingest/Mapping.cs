using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Tests.Ingest.Dicom;

namespace StudyLake.Tests.Ingest;

/// <summary>Bytes to payload, and short words to look into it. Columns are named by text, as a reader of the lake does.</summary>
internal sealed class Mapping
{
    public static readonly Pseudonymiser Pseudonymiser = new(
        new KeyRing("k1", [.. Enumerable.Range(1, 32).Select(i => (byte)i)], new byte[32])
    );

    private static readonly HeaderReader StandardReader = new(HeaderMapper.Wanted, new HeaderReaderOptions());
    private readonly AttributeValues _attributes;
    private readonly AttributeValues? _text;

    public Mapping(byte[] file, PrivacyProfile? profile = null, HeaderReader? reader = null)
    {
        profile ??= PrivacyProfile.Standard;
        reader ??=
            profile == PrivacyProfile.Standard
                ? StandardReader
                : new HeaderReader(HeaderMapper.WantedUnder(profile), new HeaderReaderOptions());
        var header = reader.Read(file);
        Assert.Null(header.Rejection);
        var errors = new FieldErrorList();
        var mapper = new HeaderMapper(Pseudonymiser, null, profile);
        _attributes = mapper.Attributes(header, errors);
        _text = mapper.Text(header, errors);
        Errors = errors.ToArrayOrNull() ?? [];
    }

    public EquatableArray<FieldError> Errors { get; }

    /// <summary>The value of a column as the event's JSON has it; null when absent.</summary>
    public object? this[string name]
    {
        get
        {
            var column = AttributeTable.Attributes.Concat(AttributeTable.Texts).Single(column => column.Name == name);
            var values = column.Group == ColumnGroup.Text ? _text : _attributes;
            if (values is null || !values.Has(column))
                return null;
            return column.Type switch
            {
                ColumnType.Boolean => values.Boolean(column),
                ColumnType.Date => values.Date(column)?.ToString("yyyy-MM-dd"),
                ColumnType.Integer or ColumnType.Bigint or ColumnType.Double => values.Number(column),
                _ => values.Text(column),
            };
        }
    }

    public static Mapping Of(DicomBytes bytes, PrivacyProfile? profile = null) => new(bytes.ToArray(), profile);

    /// <summary>A CT image with these elements between its class and its study, where groups 0008 to 0018 stand.</summary>
    public static Mapping Ct(Action<DicomBytes> early, Action<DicomBytes>? late = null) =>
        Image(DicomBytes.Ct, early, late);

    public static Mapping Image(string sopClass, Action<DicomBytes> early, Action<DicomBytes>? late = null)
    {
        var bytes = DicomBytes.File().Front(sopClass);
        early(bytes);
        bytes.Uids();
        late?.Invoke(bytes);
        return Of(bytes.Pixels());
    }

    public bool Has(FieldErrorCode code, string? keyword = null) => Errors.Contains(new FieldError(code, keyword));
}
