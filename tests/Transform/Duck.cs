using DuckDB.NET.Data;

namespace StudyLake.Tests.Transform;

/// <summary>DuckDB as an independent reader and writer of Parquet, over files in a folder of its own.</summary>
internal sealed class Duck : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public Duck()
    {
        Folder = Directory.CreateTempSubdirectory("studylake-").FullName;
        _connection.Open();
        Run("set TimeZone = 'UTC'");
    }

    public string Folder { get; }

    /// <summary>Puts a file into the folder and gives its path, quoted for SQL.</summary>
    public string Put(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return Quoted(name);
    }

    public string Quoted(string name) => $"'{System.IO.Path.Combine(Folder, name)}'";

    public void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, null for SQL null.</summary>
    public List<object?[]> Rows(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }
        return rows;
    }

    public object? Value(string sql) => Rows(sql)[0][0];

    public long Count(string sql) => Convert.ToInt64(Value(sql));

    public void Dispose()
    {
        _connection.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
