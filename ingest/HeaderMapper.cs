using StudyLake.Events;
using StudyLake.Ingest.Dicom;

namespace StudyLake.Ingest;

/// <summary>Makes the payload of an event from a header: types, pseudonyms and derived facts. Pure.</summary>
/// <remarks>
/// A value that breaks its form becomes null and an entry in the errors; the instance stays. Nothing that identifies a
/// patient comes out other than as a keyed pseudonym. Safe for use by several threads at once.
/// </remarks>
public sealed class HeaderMapper(
    Pseudonymiser pseudonymiser,
    string? defaultIssuer = null,
    PrivacyProfile? privacyProfile = null
)
{
    private const string KeyObjectSelection = "1.2.840.10008.5.1.4.1.1.88.59";

    /// <summary>What a <see cref="HeaderReader"/> must keep for a mapper of the standard profile.</summary>
    public static WantedElements Wanted { get; } = HeaderPaths.Wanted(PrivacyProfile.Standard);

    /// <summary>The profile in force; <see cref="PrivacyProfile.Standard"/> by default.</summary>
    public PrivacyProfile Profile { get; } = privacyProfile ?? PrivacyProfile.Standard;

    /// <summary>What a <see cref="HeaderReader"/> must keep for a mapper of this profile.</summary>
    public static WantedElements WantedUnder(PrivacyProfile profile) =>
        profile == PrivacyProfile.Standard ? Wanted : HeaderPaths.Wanted(profile);

    /// <summary>The coded and numeric facts.</summary>
    /// <param name="header">A header that is not rejected.</param>
    /// <param name="errors">Gains what was wrong with single fields.</param>
    public AttributeValues Attributes(DicomHeader header, FieldErrorList errors)
    {
        var values = new AttributeValues(ColumnGroup.Attributes);
        foreach (var column in HeaderPaths.Direct)
            DirectValue.Set(values, column, header, errors);
        foreach (var sequence in HeaderPaths.CodeSequences)
            values.Set(sequence, header.Root.CodeTexts(sequence.Tag));
        SetMeta(values, header, errors);
        SetPatient(values, header, errors);
        SetOrders(values, header);
        SetEquipment(values, header, errors);
        SetSwitchedOn(values, header, errors);
        FunctionalGroups.Set(values, header, errors);
        FrameTimes.Set(values, header, errors);
        ImageDose.Set(values, header, errors);
        HeaderHistory.Set(values, header);
        SetDocument(values, header, errors);
        return values;
    }

    /// <summary>The free text; null when the header has none.</summary>
    public AttributeValues? Text(DicomHeader header, FieldErrorList errors)
    {
        var values = new AttributeValues(ColumnGroup.Text);
        foreach (var column in AttributeTable.Texts)
        {
            if (Profile.Reads(column.Attribute))
                DirectValue.Set(values, column, header, errors);
        }
        if (AttributeTable.RequestedProcedureDescription.Column is { } ordered && !values.Has(ordered))
        {
            var requests = header.Root.Items(AttributeTable.RequestAttributesSequence.Tag);
            if (requests.Count > 0)
                DirectValue.Set(values, ordered, requests[0], ordered.Attribute.Tag, errors);
        }
        return values.Count == 0 ? null : values;
    }

    // PS3.10 section 7.1: both shall equal what the data set says, so only a difference is worth its bytes.
    private static void SetMeta(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        SetIfOther(AttributeTable.MediaStorageSopClassUid, AttributeTable.SopClassUid);
        SetIfOther(AttributeTable.MediaStorageSopInstanceUid, AttributeTable.SopInstanceUid);

        void SetIfOther(DicomAttribute meta, DicomAttribute attribute)
        {
            if (HeaderPaths.Text(header, meta) is not { } text || text == HeaderPaths.Text(header, attribute))
                return;
            values.Set(meta, text);
            errors.Add(FieldErrorCode.MetaMismatch, meta.Keyword);
        }
    }

    private void SetPatient(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        var patientId = HeaderPaths.Text(header, AttributeTable.PatientId);
        var issuer = HeaderPaths.Text(header, AttributeTable.IssuerOfPatientId) ?? defaultIssuer;
        values.Set(AttributeTable.PatientId, pseudonymiser.Patient(issuer, patientId));
        values.Set(AttributeTable.IssuerOfPatientId, pseudonymiser.Issuer(issuer));
        values.Set(
            AttributeTable.IsPhantom,
            Phantom.Is(
                HeaderPaths.Text(header, AttributeTable.QualityControlSubject),
                patientId,
                HeaderPaths.Text(header, AttributeTable.PatientName)
            )
        );
        values.Set(AttributeTable.PatientAge, (double?)AgeAtStudy.Years(header, errors));
        var admission = header.Root.Presence(AttributeTable.AdmissionId.Tag);
        if (admission != ElementPresence.Absent)
            values.Set(AttributeTable.HasAdmissionId, admission == ElementPresence.Present);
    }

    private void SetOrders(AttributeValues values, DicomHeader header)
    {
        var root = header.Root;
        var issuer = Issuer(root);
        values.Set(
            AttributeTable.AccessionNumber,
            pseudonymiser.Accession(issuer, root.Text(AttributeTable.AccessionNumber.Tag))
        );
        values.Set(AttributeTable.StudyId, pseudonymiser.StudyId(root.Text(AttributeTable.StudyId.Tag)));
        values.Set(
            AttributeTable.PerformedProcedureStepId,
            pseudonymiser.PerformedStep(root.Text(AttributeTable.PerformedProcedureStepId.Tag))
        );
        var items = root.Items(AttributeTable.RequestAttributesSequence.Tag);
        if (items.Count == 0)
            return;
        var accessions = new List<string>(items.Count);
        var steps = new List<string>(items.Count);
        var codes = new List<string>();
        foreach (var item in items)
        {
            AddOnce(
                accessions,
                pseudonymiser.Accession(Issuer(item) ?? issuer, item.Text(AttributeTable.AccessionNumber.Tag))
            );
            AddOnce(steps, pseudonymiser.ScheduledStep(item.Text(AttributeTable.ScheduledProcedureStepId.Tag)));
            foreach (var code in item.CodeTexts(AttributeTable.RequestedProcedureCodeSequence.Tag))
                AddOnce(codes, code);
        }
        values.Set(AttributeTable.RequestAttributesSequence, accessions);
        values.Set(AttributeTable.ScheduledProcedureStepId, steps);
        if (AttributeTable.RequestedProcedureCodeSequence.Column is { } ordered && !values.Has(ordered))
            values.Set(AttributeTable.RequestedProcedureCodeSequence, codes);
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

    private static void SetEquipment(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        var identifiers = new List<string>();
        foreach (var item in header.Root.Items(AttributeTable.UdiSequence.Tag))
            AddOnce(identifiers, item.Text(AttributeTable.UniqueDeviceIdentifier.Tag));
        values.Set(AttributeTable.UniqueDeviceIdentifier, identifiers);
        if (header.Root.Presence(AttributeTable.DateOfLastCalibration.Tag) != ElementPresence.Present)
            return;
        DateOnly? latest = null;
        foreach (var text in header.Root.Values(AttributeTable.DateOfLastCalibration.Tag))
        {
            if (text.Length == 0)
                continue;
            if (!DicomValues.TryDate(text, out var date))
                errors.Add(FieldErrorCode.ValueInvalid, AttributeTable.DateOfLastCalibration.Keyword);
            else if (latest is not { } known || date > known)
                latest = date;
        }
        if (AttributeTable.DateOfLastCalibration.Column is { } column)
            values.Set(column, latest);
    }

    private void SetSwitchedOn(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        foreach (var attribute in Profile.SwitchedOn)
        {
            if (attribute.Column is not { Group: ColumnGroup.Attributes } column)
                continue;
            if (attribute.Vr != "PN")
            {
                DirectValue.Set(values, column, header, errors);
                continue;
            }
            var people = new List<string>();
            foreach (var name in header.Root.Values(attribute.Tag))
                AddOnce(people, pseudonymiser.Person(name));
            values.Set(attribute, people);
        }
    }

    private static void SetDocument(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        var templates = header.Root.Items(AttributeTable.ContentTemplateSequence.Tag);
        if (templates.Count > 0 && templates[0].Text(AttributeTable.TemplateIdentifier.Tag) is { } template)
            values.Set(
                AttributeTable.ContentTemplateSequence,
                $"{templates[0].Text(AttributeTable.MappingResource.Tag)}:{template}"
            );
        // Other documents list the whole study as evidence; only a key object selection selects.
        if (header.SopClassUid == KeyObjectSelection)
            values.Set(AttributeTable.ReferencedSopInstanceUid, header.Values(HeaderPaths.Evidence));
        else if (DoseReport.Is(header))
            DoseReport.Set(values, header, errors);
    }

    private static void AddOnce(List<string> list, string? value)
    {
        if (!string.IsNullOrEmpty(value) && !list.Contains(value))
            list.Add(value);
    }
}
