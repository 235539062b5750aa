using GradingService.Domain.Exams;

namespace GradingService.Tests.Domain.Exams;

public sealed class ExamPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_exam_is_open_from_its_opening_to_just_before_its_closing()
    {
        var policy = new ExamPolicy { OpensAt = Noon, ClosesAt = Noon.AddHours(2) };
        Assert.False(policy.IsOpenedAt(Noon.AddTicks(-1)));
        Assert.True(policy.IsOpenedAt(Noon));
        Assert.False(policy.IsClosedAt(Noon.AddHours(2).AddTicks(-1)));
        Assert.True(policy.IsClosedAt(Noon.AddHours(2)));
        Assert.True(policy.IsOpenedAt(new DateTimeOffset(2024, 1, 1, 13, 0, 0, TimeSpan.FromHours(1))));
    }

    [Fact]
    public void Without_times_it_is_always_open()
    {
        Assert.True(new ExamPolicy().IsOpenedAt(DateTimeOffset.MinValue));
        Assert.False(new ExamPolicy().IsClosedAt(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Marks_released_after_closing_are_hidden_until_then()
    {
        var policy = new ExamPolicy { ClosesAt = Noon, Release = Release.AfterClose, Feedback = Feedback.Verdicts };
        Assert.Equal(Feedback.None, policy.FeedbackAt(Noon.AddTicks(-1)));
        Assert.Equal(Feedback.Verdicts, policy.FeedbackAt(Noon));
        Assert.Equal(Feedback.Verdicts, (policy with { Release = Release.Immediate }).FeedbackAt(Noon.AddTicks(-1)));
    }
}
