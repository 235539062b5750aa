using GradingService.Api.BackgroundMarking;
using GradingService.Tests.Http.Hosting;

namespace GradingService.Tests.BackgroundMarking;

public sealed class MarkingRetriesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly MovableClock _clock = new();
    private readonly MarkingRetries _retries;
    private readonly Guid _id = Guid.CreateVersion7();
    private DateTimeOffset _now = Noon;

    public MarkingRetriesTests()
    {
        _retries = new MarkingRetries(_clock);
        Move(TimeSpan.Zero);
    }

    [Fact]
    public void What_was_never_tried_may_be_tried() => Assert.True(_retries.MayTry(_id));

    [Fact]
    public void The_wait_doubles_up_to_sixteen_minutes_and_never_ends_while_the_judge_only_asks_for_patience()
    {
        foreach (var seconds in new[] { 15, 30, 60, 120, 240, 480, 960, 960, 960, 960, 960, 960 })
        {
            _retries.Postpone(_id);
            Move(TimeSpan.FromSeconds(seconds - 5));
            Assert.False(_retries.MayTry(_id));
            Assert.True(_retries.MayTry(Guid.CreateVersion7()));
            Move(TimeSpan.FromSeconds(10));
            Assert.True(_retries.MayTry(_id));
        }
    }

    [Fact]
    public void A_judge_that_fails_eight_times_is_not_asked_again()
    {
        for (var i = 1; i < MarkingRetries.MostFailures; i++)
        {
            _retries.Failed(_id);
            _retries.Postpone(_id);
            Move(TimeSpan.FromHours(1));
            Assert.True(_retries.MayTry(_id));
        }
        _retries.Failed(_id);
        Move(TimeSpan.FromDays(365));
        Assert.False(_retries.MayTry(_id));
    }

    [Fact]
    public void What_is_given_up_is_not_tried_again_and_what_is_forgotten_begins_anew()
    {
        _retries.GiveUp(_id);
        Move(TimeSpan.FromDays(365));
        Assert.False(_retries.MayTry(_id));
        _retries.Forget(_id);
        Assert.True(_retries.MayTry(_id));
    }

    private void Move(TimeSpan by) => _clock.MoveTo(_now += by);
}
