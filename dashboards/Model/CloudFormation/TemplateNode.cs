using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model.CloudFormation;

/// <summary>A value of a template, before it is known what it is for.</summary>
internal sealed class TemplateNode
{
    /// <summary>The line, counted from 1, on which it begins.</summary>
    public required int Line { get; init; }

    /// <summary>The text of a scalar as it is written; null for null, a list and an object.</summary>
    public string? Text { get; init; }

    /// <summary>True for a scalar in quotes, which is no number and no flag by itself.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>The items of a list; null for anything else.</summary>
    public ImmutableArray<TemplateNode>? Items { get; init; }

    /// <summary>The members of an object in their order; null for anything else.</summary>
    public ImmutableArray<TemplateMember>? Members { get; init; }

    /// <summary>The member of that name; null when this is no object or has none.</summary>
    public TemplateNode? this[string name] => Members?.FirstOrDefault(member => member.Name == name)?.Value;
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The line, counted from 1, of its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record TemplateMember(string Name, int Line, TemplateNode Value);
