using System.Collections.Immutable;
using System.Text.RegularExpressions;
using StudyLake.Events.Lake;

namespace StudyLake.Analytics;

/// <summary>
/// The lists of columns that follow from the event contract. A model's <c>.sql</c> names one in braces and says what to
/// write of each column, which <c>*</c> stands for: <c>{staged_texts: events.*}</c>; without that, the column alone. The
/// <c>.yml</c> beside it names the same list as <c>- each: staged_texts</c>.
/// </summary>
internal static partial class SqlLists
{
    // Of the contract's attributes those that models count, group or show; the rest is read from raw_study_events.
    // Identifiers and is_phantom stand in the models themselves, which make something of them.
    private static readonly ImmutableArray<LakeColumn> Staged =
    [
        .. new[]
        {
            "transfer_syntax_uid",
            "patient_sex",
            "quality_control_subject",
            "study_time",
            "timezone_offset_from_utc",
            "procedure_codes",
            "performed_procedure_step_start_time",
            "performed_procedure_step_end_time",
            "modality",
            "series_time",
            "body_part_examined",
            "anatomic_region_codes",
            "contrast_bolus_agent",
            "manufacturer",
            "manufacturer_model_name",
            "station_name",
            "device_serial_number",
            "software_versions",
            "institution_name",
            "institutional_department_name",
            "sop_class_uid",
            "image_type",
            "specific_character_set",
            "acquisition_time",
            "acquisition_date_time",
            "frame_acquisition_date_time_first",
            "frame_acquisition_date_time_end",
            "content_time",
            "presentation_intent_type",
            "concept_name_code",
            "patient_age_years",
            "instance_number",
            "number_of_frames",
            "acquisition_duration_s",
            "magnetic_field_strength_t",
            "ctdivol_mgy",
            "study_date",
            "series_date",
            "acquisition_date",
            "content_date",
            "performed_procedure_step_start_date",
            "performed_procedure_step_end_date",
        }.Select(LakeTables.StudyEvents.Column),
    ];

    private static readonly ImmutableSortedDictionary<string, ImmutableArray<LakeColumn>> Lists =
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create("staged_texts", OfType("varchar")),
                KeyValuePair.Create("staged_numbers", OfType("integer", "bigint", "double")),
                KeyValuePair.Create("staged_dates", OfType("date")),
                // What a correction may change: every attribute, and the size.
                KeyValuePair.Create<string, ImmutableArray<LakeColumn>>(
                    "compared_columns",
                    [
                        .. LakeTables
                            .StudyEvents.Columns.Where(column => column.Attribute is not null)
                            .Append(LakeTables.StudyEvents.Column("object_bytes"))
                            .OrderBy(column => column.Name, StringComparer.Ordinal),
                    ]
                ),
            ]
        );

    /// <summary>The columns of a list, in the order in which they are written.</summary>
    /// <exception cref="InvalidOperationException">There is no list of that name.</exception>
    public static ImmutableArray<LakeColumn> Columns(string list) =>
        Lists.TryGetValue(list, out var columns)
            ? columns
            : throw new InvalidOperationException(
                $"Expected one of the lists {string.Join(", ", Lists.Keys)}, found {list}."
            );

    /// <summary>The text with every list written out, one column a line.</summary>
    /// <exception cref="InvalidOperationException">It names a list that does not exist.</exception>
    public static string WriteOut(string sql) =>
        Named()
            .Replace(
                sql,
                match =>
                {
                    var each = match.Groups["each"].Success ? match.Groups["each"].Value : "*";
                    return match.Groups["indent"].Value
                        + string.Join(
                            $",\n{match.Groups["indent"].Value}",
                            Columns(match.Groups["list"].Value)
                                .Select(column => each.Replace("*", column.Name, StringComparison.Ordinal))
                        );
                }
            );

    private static ImmutableArray<LakeColumn> OfType(params string[] types) =>
        [.. Staged.Where(column => types.Contains(SqlTypes.Name(column.Type)))];

    [GeneratedRegex(@"(?<indent>^ +)?\{(?<list>[a-z_]+)(?:: (?<each>[^{}\n]+))?\}", RegexOptions.Multiline)]
    private static partial Regex Named();
}
