using System.Text.Json.Nodes;
using GradingService.Domain.Numerics;

namespace GradingService.Domain.Marking;

/// <summary>Puts the marks of an item's fields together, and those of a part's items.</summary>
internal static class ItemMarks
{
    public static PartMarks Of(Part part, Func<Item, ItemMark> mark)
    {
        var items = part.Items.Select(mark).ToArray();
        return new PartMarks(part.Id, items.Aggregate(Rational.Zero, (sum, item) => sum + (item.Points ?? Rational.Zero)), part.Points, items);
    }

    public static ItemMark Of(Item item, AnswerSheet sheet, StepMark[] marks, Naming naming)
    {
        if (item.Fields.Any(field => sheet[field.Step.Index].Problem is not null)) return Unreadable(item, sheet);
        if (item.Fields.All(field => sheet[field.Step.Index].IsBlank)) return new ItemMark(item.Id, Verdict.Unanswered, Rational.Zero, item.Points);
        var credit = Rational.Zero;
        foreach (var field in item.Fields) credit += marks[field.Step.Index].Credit;
        credit /= item.Fields.Count;
        var verdict = VerdictOf(item, sheet, marks, credit);
        var mistake = item.Fields.Select(field => naming.Of(marks[field.Step.Index])).FirstOrDefault(named => named is not null);
        var judgement = item.Fields.Select(field => marks[field.Step.Index].Judgement).FirstOrDefault(judged => judged is not null);
        return new ItemMark(item.Id, verdict, verdict == Verdict.Pending ? null : item.Points * credit, item.Points)
        {
            Mistake = mistake?.Code ?? judgement?.Mistake,
            Message = mistake?.Message ?? judgement?.Message ?? Remark(item, marks),
            Understood = Understood(item, sheet),
            WrongEntries = verdict is Verdict.Partial or Verdict.Incorrect ? WrongEntries(item, sheet, marks) : null,
            Warnings = Warnings(item, sheet, judgement),
            Evidence = judgement?.Evidence,
        };
    }

    private static ItemMark Unreadable(Item item, AnswerSheet sheet) => new(item.Id, Verdict.Unreadable, Rational.Zero, item.Points)
    {
        Message = item.Fields.Select(field => sheet[field.Step.Index].Problem).First(problem => problem is not null),
    };

    private static Verdict VerdictOf(Item item, AnswerSheet sheet, StepMark[] marks, Rational credit)
    {
        var (right, followed) = (true, false);
        foreach (var field in item.Fields)
        {
            var verdict = marks[field.Step.Index].Verdict;
            if (verdict == Verdict.Pending) return Verdict.Pending;
            followed |= verdict == Verdict.FollowThrough;
            right &= !sheet[field.Step.Index].IsBlank && verdict is Verdict.Correct or Verdict.FollowThrough;
        }
        if (right) return followed ? Verdict.FollowThrough : Verdict.Correct;
        return credit.IsZero ? Verdict.Incorrect : Verdict.Partial;
    }

    private static LocalizedText? Remark(Item item, StepMark[] marks) =>
        item.Fields.Select(field => marks[field.Step.Index].Remark).FirstOrDefault(remark => remark is not null);

    private static JsonNode Understood(Item item, AnswerSheet sheet)
    {
        if (item.IsSingle) return sheet[item.Fields[0].Step.Index].Answer!.Understood();
        var fields = new JsonObject();
        foreach (var field in item.Fields)
            if (sheet[field.Step.Index].Answer is { } answer) fields[field.Name!] = answer.Understood();
        return fields;
    }

    private static List<string>? WrongEntries(Item item, AnswerSheet sheet, StepMark[] marks)
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

    private static Warning[]? Warnings(Item item, AnswerSheet sheet, Judgement? judgement)
    {
        var warnings = item.Fields
            .Where(field => sheet.Warnings.ContainsKey(field.Step.Index))
            .Select(field => sheet.Warnings[field.Step.Index])
            .Concat(judgement?.Warnings ?? [])
            .Distinct()
            .ToArray();
        return warnings.Length == 0 ? null : warnings;
    }
}
