namespace GradingService.Domain.Answers;

/// <summary>All that a form needs to draw one field of an answer.</summary>
public sealed record FieldForm(string Type)
{
    /// <summary>Sizes along each axis, where they are known; null along an axis whose size is the student's choice.</summary>
    public IReadOnlyList<int?>? Shape { get; init; }

    /// <summary>What to write, in words, with an example.</summary>
    public LocalizedText? Hint { get; init; }

    /// <summary>The names a formula may use.</summary>
    public IReadOnlyList<NameForm>? Names { get; init; }

    /// <summary>The values to choose from.</summary>
    public IReadOnlyList<ChoiceForm>? Allowed { get; init; }

    /// <summary>The layers that an architecture may be made of, with their properties.</summary>
    public IReadOnlyList<LayerForm>? Layers { get; init; }

    /// <summary>The most characters that are read.</summary>
    public int? MaxLength { get; init; }
}

/// <summary>A name that formulas may use.</summary>
/// <param name="Name">The name as the question writes it.</param>
/// <param name="Aliases">Other spellings that are read as the same name.</param>
/// <param name="Shape">Empty for a number, <c>[4]</c> for a column vector, <c>[2, 3]</c> for a matrix; null along an axis of any size.</param>
public sealed record NameForm(string Name, IReadOnlyList<string> Aliases, IReadOnlyList<int?> Shape)
{
    /// <summary>What the sizes along the axes are called, as in <c>["m", "n"]</c>, where some aren't fixed.</summary>
    public IReadOnlyList<string>? Sizes { get; init; }
}

/// <summary>One value to choose.</summary>
public sealed record ChoiceForm(string Value, LocalizedText Label);

/// <summary>A kind of layer and the properties it takes; those that end in <c>?</c> may be left out.</summary>
public sealed record LayerForm(string Type, IReadOnlyList<string> Properties);
