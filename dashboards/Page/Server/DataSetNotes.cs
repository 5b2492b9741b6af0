using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Tells a reader how the rows of each data set are read.</summary>
internal static class DataSetNotes
{
    /// <summary>A note for each declared data set; none over made-up rows.</summary>
    public static ImmutableArray<DataSetNote> Of(Board board)
    {
        if (board.WhySynthetic is not null)
            return [];
        var imports = board.Source.Imports.ToDictionary(import => import.Identifier, StringComparer.Ordinal);
        return
        [
            .. board
                .Definition.DataSets.DistinctBy(declared => declared.Identifier)
                .Select(declared => Note(board, declared, imports.GetValueOrDefault(declared.Identifier))),
        ];
    }

    private static DataSetNote Note(Board board, DeclaredDataSet declared, DataSetImport? import)
    {
        var name = declared.DataSet?.Name ?? declared.Identifier;
        var mode = declared.DataSet is { IsSpice: true } ? "SPICE" : "direct query";
        if (import is null)
            return new DataSetNote(name, mode, "direct", null, null, board.Source.WhyNotImported(declared.Identifier));
        return board.Imports.Of(import) switch
        {
            null => new DataSetNote(name, mode, "waiting", null, null, null),
            { Failure: { } failure } => new DataSetNote(name, mode, "direct", null, null, failure),
            var state => new DataSetNote(
                name,
                mode,
                "imported",
                state.Rows,
                Math.Round(state.Elapsed.TotalMilliseconds, 1),
                null
            ),
        };
    }
}
