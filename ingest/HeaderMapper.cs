using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>Makes the payload of an event from a header: types, pseudonyms and derived facts. Pure.</summary>
/// <remarks>
/// A value that breaks its form becomes null and an entry in the errors; the instance stays. Nothing that identifies a
/// patient comes out other than as a keyed pseudonym. Safe for use by several threads at once.
/// </remarks>
public sealed class HeaderMapper(Pseudonymiser pseudonymiser, string? defaultIssuer = null)
{
    private const string KeyObjectSelection = "1.2.840.10008.5.1.4.1.1.88.59";

    /// <summary>What a <see cref="HeaderReader"/> must keep for this mapper.</summary>
    public static WantedElements Wanted { get; } = HeaderPaths.Wanted();

    /// <summary>The coded and numeric facts.</summary>
    /// <param name="header">A header that is not rejected.</param>
    /// <param name="errors">Gains what was wrong with single fields.</param>
    public AttributeValues Attributes(DicomHeader header, FieldErrorList errors)
    {
        var values = new AttributeValues(ColumnGroup.Attributes);
        foreach (var column in AttributeTable.Attributes)
        {
            if (HeaderPaths.IsDirect(column))
                DirectValue.Set(values, column, header, errors);
        }
        SetPatient(values, header, errors);
        SetOrders(values, header);
        SetCodes(values, AttributeTable.ProcedureCodeSequence, header);
        SetCodes(values, AttributeTable.AnatomicRegionSequence, header);
        SetCodes(values, AttributeTable.ConceptNameCodeSequence, header);
        // Other documents list the whole study as evidence; only a key object selection selects.
        if (header.SopClassUid == KeyObjectSelection)
            Set(values, AttributeTable.ReferencedSopInstanceUid, header.Values(HeaderPaths.Evidence));
        return values;
    }

    /// <summary>The free text; null when the header has none.</summary>
    public static AttributeValues? Text(DicomHeader header, FieldErrorList errors)
    {
        var values = new AttributeValues(ColumnGroup.Text);
        foreach (var column in AttributeTable.Texts)
            DirectValue.Set(values, column, header, errors);
        return values.Count == 0 ? null : values;
    }

    private void SetPatient(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        var patientId = HeaderPaths.Text(header, AttributeTable.PatientId);
        var issuer = HeaderPaths.Text(header, AttributeTable.IssuerOfPatientId) ?? defaultIssuer;
        Set(values, AttributeTable.PatientId, pseudonymiser.Patient(issuer, patientId));
        Set(values, AttributeTable.IssuerOfPatientId, pseudonymiser.Issuer(issuer));
        values.Set(
            AttributeTable.IsPhantom,
            Phantom.Is(HeaderPaths.Text(header, AttributeTable.QualityControlSubject), patientId)
        );
        if (AttributeTable.PatientAge.Column is { } age)
            values.Set(age, (double?)AgeAtStudy.Years(header, errors));
    }

    private void SetOrders(AttributeValues values, DicomHeader header)
    {
        var issuer = Issuer(header.Root);
        Set(
            values,
            AttributeTable.AccessionNumber,
            pseudonymiser.Accession(issuer, HeaderPaths.Text(header, AttributeTable.AccessionNumber))
        );
        var requests = new List<string>();
        foreach (var item in header.Items(DicomPath.Of(AttributeTable.RequestAttributesSequence.Tag)))
        {
            var number = pseudonymiser.Accession(Issuer(item) ?? issuer, item.Text(AttributeTable.AccessionNumber.Tag));
            if (number is not null && !requests.Contains(number))
                requests.Add(number);
        }
        Set(values, AttributeTable.RequestAttributesSequence, requests);
    }

    private static string? Issuer(DicomItem item)
    {
        foreach (var issuer in item.Items(AttributeTable.IssuerOfAccessionNumberSequence.Tag))
        {
            return issuer.Text(AttributeTable.LocalNamespaceEntityId.Tag)
                ?? issuer.Text(AttributeTable.UniversalEntityId.Tag);
        }
        return null;
    }

    private static void SetCodes(AttributeValues values, DicomAttribute sequence, DicomHeader header) =>
        Set(
            values,
            sequence,
            [
                .. header
                    .Codes(DicomPath.Of(sequence.Tag))
                    .Where(code => code.Value is not null)
                    .Select(code => $"{code.Scheme}:{code.Value}"),
            ]
        );

    private static void Set(AttributeValues values, DicomAttribute attribute, IReadOnlyList<string> several) =>
        Set(values, attribute, several.Count == 0 ? null : string.Join('\\', several));

    private static void Set(AttributeValues values, DicomAttribute attribute, string? value)
    {
        if (attribute.Column is { } column)
            values.Set(column, value);
    }
}
