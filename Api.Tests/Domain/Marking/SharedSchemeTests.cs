using System.Text.Json;
using GradingService.Domain.Marking;
using GradingService.Domain.Submissions;
using GradingService.Tests.Domain.Families;

namespace GradingService.Tests.Domain.Marking;

/// <summary>A scheme keeps its reference values and formulas for all markings: none may change them for another.</summary>
public sealed class SharedSchemeTests
{
    [Fact]
    public async Task Sheets_marked_at_the_same_time_earn_what_each_earns_alone()
    {
        var scheme = BuiltInExam.Scheme("4");
        var sent = Solution.WithOneMistake(scheme).Concat(Solution.FollowingOneMistake(scheme)).Select(made => made.Answers)
            .Append(Solution.RightAnswers(scheme))
            .Select(answers => JsonSerializer.SerializeToElement(answers))
            .ToArray();
        var alone = await Task.WhenAll(sent.Select(answers => Written(scheme, answers)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            async () =>
            {
                for (var i = 0; i < 2 * sent.Length; i++)
                    Assert.Equal(alone[(i + thread) % sent.Length], await Written(scheme, sent[(i + thread) % sent.Length]));
            },
            TestContext.Current.CancellationToken)));
        var reference = scheme.Reference;
        Assert.Equal(alone[^1], await Written(scheme, sent[^1]));
        Assert.Same(reference, scheme.Reference);
    }

    private static async Task<string> Written(MarkScheme scheme, JsonElement answers) => MarksJson.Write(await scheme.Mark(scheme.Read(answers)));
}
