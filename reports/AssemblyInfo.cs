using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StudyLake.Tests")]
