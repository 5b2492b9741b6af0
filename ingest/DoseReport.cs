using StudyLake.Events;
using StudyLake.Ingest.Dicom;
using static StudyLake.Events.AttributeTable;

namespace StudyLake.Ingest;

/// <summary>Reads the totals and events of a radiation dose report. PS3.16 TID 10001, 10011 and 10021.</summary>
/// <remarks>
/// A total counts once for each container of totals, and the containers are summed: a biplane report has one for each
/// plane. A value that cannot be converted leaves its column null and an error, rather than a sum of the rest.
/// </remarks>
internal sealed class DoseReport
{
    /// <summary>Most characters of joined event UIDs; of more the column is null, as a cut set would compare wrongly.</summary>
    public const int MaxUidCharacters = 64 << 10;

    private const string EnhancedSr = "1.2.840.10008.5.1.4.1.1.88.22";
    private const string XRayDoseSr = "1.2.840.10008.5.1.4.1.1.88.67";
    private const string RadiopharmaceuticalDoseSr = "1.2.840.10008.5.1.4.1.1.88.68";

    private readonly FieldErrorList _errors;
    private readonly HashSet<DoseCode> _inContainer = [];
    private readonly HashSet<string> _seenUids = new(StringComparer.Ordinal);
    private readonly List<string> _eventUids = [];
    private readonly List<string> _planes = [];
    private readonly Sum _doseLengthTotal = new();
    private readonly Sum _doseLengthEvents = new();
    private readonly Sum _doseAreaTotal = new();
    private readonly Sum _referencePointTotal = new();
    private readonly Sum _fluoroTime = new();
    private readonly Sum _activity = new();
    private int _events;
    private string? _observer;
    private (System.DateTime Local, TimeSpan? Offset)? _started;
    private (double Dose, string? Phantom)? _ctdivol;
    private double? _glandular;
    private double? _glandularLeft;
    private double? _glandularRight;
    private CtEvent? _event;

    private DoseReport(FieldErrorList errors) => _errors = errors;

    /// <summary>Whether the document is one: by SOP Class, or an Enhanced SR by its title. PS3.4 annex B.5.</summary>
    public static bool Is(DicomHeader header) =>
        header.SopClassUid switch
        {
            XRayDoseSr or RadiopharmaceuticalDoseSr => true,
            EnhancedSr => DoseCodes.Of(header.Root.Code(ConceptNameCodeSequence.Tag)) == DoseCode.Title,
            _ => false,
        };

    /// <summary>Sets the columns of a dose report.</summary>
    public static void Set(AttributeValues values, DicomHeader header, FieldErrorList errors)
    {
        var report = new DoseReport(errors);
        foreach (var item in header.Root.Items(ContentSequence.Tag))
            report.Visit(item, isTop: true, isInEvent: false);
        report.Write(values);
    }

    // The tree is no deeper than HeaderReaderOptions.MaxDepth.
    private void Visit(DicomItem item, bool isTop, bool isInEvent)
    {
        var code = DoseCodes.Of(item.Code(ConceptNameCodeSequence.Tag));
        var isEvent = code == DoseCode.Event && !isInEvent;
        if (code == DoseCode.Totals)
            _inContainer.Clear();
        if (isEvent)
        {
            _events++;
            _event = new CtEvent();
        }
        Take(item, code, isTop, isInEvent);
        foreach (var child in item.Items(ContentSequence.Tag))
            Visit(child, isTop: false, isInEvent || isEvent);
        if (isEvent)
            EndEvent();
    }

    private void Take(DicomItem item, DoseCode code, bool isTop, bool isInEvent)
    {
        switch (code)
        {
            case DoseCode.Plane when !isInEvent:
                AddOnce(_planes, Answer(item));
                break;
            case DoseCode.DoseAreaTotal when !isInEvent:
                Total(_doseAreaTotal, item, code, UnitConversion.DoseArea);
                break;
            case DoseCode.ReferencePointTotal when !isInEvent:
                Total(_referencePointTotal, item, code, UnitConversion.Dose);
                break;
            case DoseCode.FluoroTime when !isInEvent:
                Total(_fluoroTime, item, code, UnitConversion.Time);
                break;
            case DoseCode.DoseLengthTotal when !isInEvent:
                Total(_doseLengthTotal, item, code, UnitConversion.DoseLength);
                break;
            case DoseCode.Activity:
                Total(_activity, item, code, UnitConversion.Activity);
                break;
            case DoseCode.GlandularDose when !isInEvent:
                TakeGlandularDose(item);
                break;
            case DoseCode.EventUid:
                if (item.Text(Uid.Tag) is { } uid && _seenUids.Add(uid))
                    _eventUids.Add(uid);
                break;
            case DoseCode.DeviceObserverUid when isTop:
                _observer ??= item.Text(Uid.Tag);
                break;
            case DoseCode.Started:
                TakeStart(item);
                break;
            default:
                if (isInEvent && _event is { } open)
                    TakeOfEvent(open, item, code);
                break;
        }
    }

    private void TakeOfEvent(CtEvent open, DicomItem item, DoseCode code)
    {
        switch (code)
        {
            case DoseCode.AcquisitionType:
                open.IsLocalizer |= DoseCodes.Of(item.Code(ConceptCodeSequence.Tag)) == DoseCode.ConstantAngle;
                break;
            case DoseCode.PhantomType:
                open.Phantom ??= Answer(item);
                break;
            case DoseCode.MeanCtdivol when Value(item, UnitConversion.Dose, out _) is { } dose:
                open.Ctdivol = Larger(open.Ctdivol, dose);
                break;
            case DoseCode.DoseLength:
                var length = Value(item, UnitConversion.DoseLength, out var isBroken);
                _doseLengthEvents.Add(length, isBroken);
                break;
        }
    }

    private void EndEvent()
    {
        if (_event is { IsLocalizer: false, Ctdivol: { } dose } ended && !(_ctdivol?.Dose >= dose))
            _ctdivol = (dose, ended.Phantom);
        _event = null;
    }

    private void TakeGlandularDose(DicomItem item)
    {
        if (Value(item, UnitConversion.Dose, out _) is not { } dose)
            return;
        _glandular = Larger(_glandular, dose);
        foreach (var modifier in item.Items(ContentSequence.Tag))
        {
            if (DoseCodes.Of(modifier.Code(ConceptNameCodeSequence.Tag)) != DoseCode.Laterality)
                continue;
            var side = DoseCodes.Of(modifier.Code(ConceptCodeSequence.Tag));
            if (side == DoseCode.LeftBreast)
                _glandularLeft = Larger(_glandularLeft, dose);
            else if (side == DoseCode.RightBreast)
                _glandularRight = Larger(_glandularRight, dose);
        }
    }

    private void TakeStart(DicomItem item)
    {
        if (item.Text(AttributeTable.DateTime.Tag) is not { } text)
            return;
        if (!DicomValues.TryDateTime(text, out var local, out var offset))
            _errors.Add(FieldErrorCode.ValueInvalid, AttributeTable.DateTime.Keyword);
        else if (
            _started is not { } earliest
            || local - (offset ?? default) < earliest.Local - (earliest.Offset ?? default)
        )
            _started = (local, offset);
    }

    private void Total(Sum sum, DicomItem item, DoseCode code, Func<double, string?, double?> convert)
    {
        if (!_inContainer.Add(code))
            return;
        var value = Value(item, convert, out var isBroken);
        sum.Add(value, isBroken);
    }

    // NumericValue and its unit. PS3.3 section C.18.1.
    private double? Value(DicomItem item, Func<double, string?, double?> convert, out bool isBroken)
    {
        isBroken = false;
        if (item.Items(MeasuredValueSequence.Tag) is not { Count: > 0 } measured)
            return null;
        if (measured[0].Text(NumericValue.Tag) is not { } text)
            return null;
        isBroken = true;
        if (!DicomValues.TryDecimal(text, out var number))
        {
            _errors.Add(FieldErrorCode.ValueInvalid, NumericValue.Keyword);
            return null;
        }
        if (measured[0].Values(NumericValue.Tag).Count > 1)
            _errors.Add(FieldErrorCode.SeveralValues, NumericValue.Keyword);
        var unit = measured[0].Code(MeasurementUnitsCodeSequence.Tag);
        var converted = unit?.Scheme == "UCUM" ? convert(number, unit?.Value) : null;
        if (converted is null)
            _errors.Add(FieldErrorCode.ValueInvalid, MeasurementUnitsCodeSequence.Keyword);
        isBroken = converted is null;
        return converted;
    }

    private void Write(AttributeValues values)
    {
        values.Set(IrradiationEventCount, (double?)_events);
        values.Set(DoseDlpTotal, _doseLengthTotal.Value);
        values.Set(DoseDlpEvents, _doseLengthEvents.Value);
        values.Set(DoseCtdivolMax, _ctdivol?.Dose);
        values.Set(DoseCtdivolPhantom, _ctdivol?.Phantom);
        values.Set(DoseDapTotal, _doseAreaTotal.Value);
        values.Set(DoseRpTotal, _referencePointTotal.Value);
        values.Set(DoseFluoroTime, _fluoroTime.Value);
        values.Set(DosePlanes, string.Join('\\', _planes));
        values.Set(DoseGlandularLeft, _glandularLeft);
        values.Set(DoseGlandularRight, _glandularRight);
        values.Set(DoseGlandularMax, _glandular);
        values.Set(DoseActivity, _activity.Value);
        values.Set(DeviceObserverUid, _observer);
        if (_started is { } started)
            values.Set(AttributeTable.DateTime, DirectValue.MomentText(started.Local, started.Offset));
        var uids = string.Join('\\', _eventUids);
        if (uids.Length <= MaxUidCharacters)
            values.Set(IrradiationEventUid, uids);
        else
            _errors.Add(FieldErrorCode.ValueTooLong, IrradiationEventUid.Keyword);
    }

    private static string? Answer(DicomItem item) =>
        item.Code(ConceptCodeSequence.Tag) is { Value: not null } code ? PayloadSetting.CodeText(code) : null;

    private static void AddOnce(List<string> list, string? value)
    {
        if (value is not null && !list.Contains(value))
            list.Add(value);
    }

    private static double Larger(double? known, double value) => known is { } other ? Math.Max(other, value) : value;

    /// <summary>What is gathered of one CT event before it is known whether it is a localizer.</summary>
    private sealed class CtEvent
    {
        public bool IsLocalizer { get; set; }
        public double? Ctdivol { get; set; }
        public string? Phantom { get; set; }
    }

    /// <summary>A sum that is null when nothing was added, or when a part of it could not be read.</summary>
    private sealed class Sum
    {
        private double _sum;
        private bool _isKnown;
        private bool _isBroken;

        public double? Value => _isKnown && !_isBroken && double.IsFinite(_sum) ? _sum : null;

        public void Add(double? value, bool isBroken)
        {
            _isBroken |= isBroken;
            _isKnown |= value is not null;
            _sum += value ?? 0;
        }
    }
}
