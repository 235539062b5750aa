using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>Puts the marks of an item's fields together, those of a part's items, and those of the parts.</summary>
/// <param name="naming">Null where nothing is explained by a mistake.</param>
internal readonly struct ItemMarks(AnswerSheet sheet, StepMark[] marks, Naming? naming)
{
    public Marks Of(MarkScheme scheme)
    {
        var parts = new PartMarks[scheme.Parts.Count];
        var points = Rational.Zero;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Of(scheme.Parts[i]);
            points += parts[i].Points;
        }
        return new Marks(points, scheme.MaxPoints, parts);
    }

    private PartMarks Of(Part part)
    {
        var items = new ItemMark[part.Items.Count];
        var points = Rational.Zero;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Of(part.Items[i]);
            points += items[i].Points ?? Rational.Zero;
        }
        return new PartMarks(part.Id, points, part.Points, items);
    }

    private ItemMark Of(Item item)
    {
        if (Problem(item) is { } problem) return new ItemMark(item.Id, Verdict.Unreadable, Rational.Zero, item.Points) { Message = problem };
        if (IsBlank(item)) return new ItemMark(item.Id, Verdict.Unanswered, Rational.Zero, item.Points);
        var credit = Rational.Zero;
        var (mistake, judgement, remark) = ((Mistake?)null, (Judgement?)null, (LocalizedText?)null);
        for (var i = 0; i < item.Fields.Count; i++)
        {
            ref readonly var mark = ref MarkOf(item, i);
            credit += mark.Credit;
            mistake ??= naming?.Of(mark);
            judgement ??= mark.Judgement;
            remark ??= mark.Remark;
        }
        if (!item.IsSingle) credit /= item.Fields.Count;
        var verdict = VerdictOf(item, credit);
        return new ItemMark(item.Id, verdict, verdict == Verdict.Pending ? null : credit == Rational.One ? item.Points : item.Points * credit, item.Points)
        {
            Mistake = mistake?.Code ?? judgement?.Mistake,
            Message = mistake?.Message ?? judgement?.Message ?? remark,
            Understood = Understood(item),
            WrongEntries = verdict is Verdict.Partial or Verdict.Incorrect ? WrongEntries(item) : null,
            Warnings = Warnings(item, judgement),
            Evidence = judgement?.Evidence,
        };
    }

    private ref readonly StepMark MarkOf(Item item, int field) => ref marks[item.Fields[field].Step.Index];

    private LocalizedText? Problem(Item item)
    {
        for (var i = 0; i < item.Fields.Count; i++)
            if (sheet[item.Fields[i].Step.Index].Problem is { } problem) return problem;
        return null;
    }

    private bool IsBlank(Item item)
    {
        for (var i = 0; i < item.Fields.Count; i++)
            if (!sheet[item.Fields[i].Step.Index].IsBlank) return false;
        return true;
    }

    private Verdict VerdictOf(Item item, Rational credit)
    {
        var (right, followed) = (true, false);
        for (var i = 0; i < item.Fields.Count; i++)
        {
            var verdict = MarkOf(item, i).Verdict;
            if (verdict == Verdict.Pending) return Verdict.Pending;
            followed |= verdict == Verdict.FollowThrough;
            right &= !sheet[item.Fields[i].Step.Index].IsBlank && verdict is Verdict.Correct or Verdict.FollowThrough;
        }
        if (right) return followed ? Verdict.FollowThrough : Verdict.Correct;
        return credit.IsZero ? Verdict.Incorrect : Verdict.Partial;
    }

    private JsonNode Understood(Item item)
    {
        if (item.IsSingle) return sheet[item.Fields[0].Step.Index].Answer!.Understood();
        var fields = new JsonObject();
        foreach (var field in item.Fields)
            if (sheet[field.Step.Index].Answer is { } answer) fields[field.Name!] = answer.Understood();
        return fields;
    }

    private List<string>? WrongEntries(Item item)
    {
        List<string>? wrong = null;
        foreach (var field in item.Fields)
        {
            if (marks[field.Step.Index].WrongEntries is { } entries)
                (wrong ??= []).AddRange(entries.Select(entry => field.Name + entry));
            else if (field.Name is not null && (sheet[field.Step.Index].IsBlank || marks[field.Step.Index].Verdict is Verdict.Partial or Verdict.Incorrect))
                (wrong ??= []).Add(field.Name);
        }
        return wrong;
    }

    private Warning[]? Warnings(Item item, Judgement? judgement)
    {
        if (sheet.Warnings.Count == 0 && judgement?.Warnings is null) return null;
        List<Warning> warnings = [];
        foreach (var field in item.Fields)
            if (sheet.Warnings.TryGetValue(field.Step.Index, out var warning)) warnings.Add(warning);
        warnings.AddRange(judgement?.Warnings ?? []);
        return warnings.Count == 0 ? null : [.. warnings.Distinct()];
    }
}
