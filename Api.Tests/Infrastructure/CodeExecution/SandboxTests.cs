using System.Diagnostics;
using System.Globalization;
using GradingService.Infrastructure.CodeExecution;

namespace GradingService.Tests.Infrastructure.CodeExecution;

/// <summary>What the sandbox does for jobs, whether they mean well or not.</summary>
public sealed class SandboxTests
{
    [Fact]
    public async Task Frames_come_out_as_they_were_emitted()
    {
        await using var sandbox = Sandboxes.Create();
        var run = await sandbox.Run("emit(b''); emit(bytes(range(256))); emit(np.arange(3.0).tobytes())");
        byte[] expected = [0, 0, 0, 0, 0, 0, 1, 0, .. Enumerable.Range(0, 256).Select(i => (byte)i), 0, 0, 0, 24, .. new[] { 0.0, 1.0, 2.0 }.SelectMany(BitConverter.GetBytes)];
        Assert.Equal(SandboxEnding.Completed, run.Ending);
        Assert.Equal(expected, run.Output.ToArray());
        Assert.Equal(new SandboxState(SandboxCondition.Available), sandbox.State);
    }

    [Fact]
    public async Task A_megabyte_goes_in_and_comes_out()
    {
        await using var sandbox = Sandboxes.Create();
        var run = await sandbox.Run($"#{new string('x', 1 << 20)}\nemit(bytes(1 << 20))");
        Assert.Equal((SandboxEnding.Completed, (1 << 20) + 4), (run.Ending, run.Output.Length));
    }

    [Fact]
    public async Task What_was_emitted_before_the_end_comes_out()
    {
        await using var sandbox = Sandboxes.Create(options => options.WallTime = TimeSpan.FromSeconds(1));
        var run = await sandbox.Run("import time\nsay('before')\ntime.sleep(60)");
        Assert.Equal((SandboxEnding.TimeLimit, "before"), (run.Ending, run.Text()));
    }

    [Fact]
    public async Task Jobs_that_run_at_once_do_not_see_each_other()
    {
        await using var sandbox = Sandboxes.Create(options => options.Workers = 2);
        var runs = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => sandbox.Run($"""
            import os, time
            open('/tmp/mine{i}', 'w').write('{i}')
            time.sleep(0.1)
            say(os.getpid(), sorted(os.listdir('/tmp')))
            """)));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"1 ['mine{i}']"), runs.Select(run => run.Text()));
    }

    [Fact]
    public async Task Every_job_draws_its_own_random_numbers()
    {
        await using var sandbox = Sandboxes.Create();
        var drawn = new List<string>();
        for (var i = 0; i < 4; i++) drawn.Add((await sandbox.Run("import random\nsay(random.random(), np.random.rand())")).Text());
        Assert.Equal(4, drawn.Select(pair => pair.Split(' ')[0]).Distinct().Count());
        Assert.Equal(4, drawn.Select(pair => pair.Split(' ')[1]).Distinct().Count());
    }

    [Fact]
    public async Task A_worker_killed_from_outside_is_replaced()
    {
        await using var sandbox = Sandboxes.Create();
        Assert.Equal("1", (await sandbox.Run("say(1)")).Text());
        var worker = Assert.Single(sandbox.Processes);
        await Kill([worker]);
        Assert.Equal("2", (await sandbox.Run("say(2)")).Text());
        Assert.NotEqual(worker, Assert.Single(sandbox.Processes));
    }

    [Fact]
    public async Task A_worker_killed_in_the_middle_of_a_job_costs_the_job_one_more_try()
    {
        await using var sandbox = Sandboxes.Create();
        Assert.Equal("1", (await sandbox.Run("say(1)")).Text());
        var running = sandbox.Run("import time\ntime.sleep(3)\nsay('done')");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await Kill(sandbox.Processes);
        Assert.Equal("done", (await running).Text());
    }

    [Fact]
    public async Task A_job_that_is_given_up_is_killed_and_the_next_one_runs()
    {
        await using var sandbox = Sandboxes.Create();
        await sandbox.Run("pass");
        using var given = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = sandbox.Run("import time\ntime.sleep(600)"u8.ToArray(), given.Token);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal("next", (await sandbox.Run("say('next')")).Text());
    }

    [Fact]
    public async Task Nothing_of_a_worker_is_left_when_the_sandbox_is_gone()
    {
        var sandbox = Sandboxes.Create();
        await sandbox.Run("pass");
        var worker = Assert.Single(sandbox.Processes);
        Assert.True(Directory.Exists($"/proc/{worker}"));
        await sandbox.DisposeAsync();
        Assert.False(Directory.Exists($"/proc/{worker}"));
        await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.Run("pass"));
    }

    [Theory]
    [InlineData("/nowhere/bwrap", null, "/nowhere/bwrap can't be started")]
    [InlineData(null, "/nowhere/python3", "/nowhere/python3 is missing: install python3 and python3-numpy")]
    [InlineData(null, "/usr/bin/true", "The sandbox doesn't start: the worker ended")]
    [InlineData("/usr/bin/echo", null, "The sandbox doesn't start: the worker didn't greet")]
    public async Task A_sandbox_that_cannot_start_says_why_and_runs_nothing(string? bubblewrap, string? python, string reason)
    {
        await using var sandbox = Sandboxes.Create(options =>
        {
            options.Bubblewrap = bubblewrap ?? options.Bubblewrap;
            options.Python = python ?? options.Python;
        });
        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.Run("pass"));
        Assert.StartsWith(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(new SandboxState(SandboxCondition.Unavailable, refused.Message), sandbox.State);
    }

    [Fact]
    public async Task A_harness_that_is_missing_is_named()
    {
        await using var sandbox = Sandboxes.Create(options => options.Harness = Path.GetTempPath());
        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.Run("pass"));
        Assert.StartsWith("harness.py is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sandbox_that_is_switched_off_says_so()
    {
        await using var sandbox = Sandboxes.Create(options => options.Enabled = false);
        await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.Run("pass"));
        Assert.Equal(SandboxCondition.Disabled, sandbox.State.Condition);
    }

    private static async Task Kill(int[] processes)
    {
        using var kill = Process.Start("kill", ["-KILL", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
