namespace GradingService.Tests.Processes;

/// <summary>Kills the service at random moments under load, starts it again, and compares what it keeps with what it promised.</summary>
internal sealed class KillRounds(string dll, string provider, string connection, string exams, int seed) : IDisposable
{
    private const int Callers = 16;

    private readonly Load _load = new();
    private readonly Random _random = new(seed);
    private ServiceProcess? _service;

    /// <summary>How many submissions were acknowledged.</summary>
    public int Promised => _load.Promised.Count;

    /// <summary>Runs one round; says what is wrong afterwards, nothing where nothing is.</summary>
    public async Task<IReadOnlyList<string>> Round()
    {
        _service ??= await Start();
        using var enough = new CancellationTokenSource();
        var before = _load.Promised.Count;
        var running = _load.Run(Callers, enough.Token, _service);
        // From a number of answers on, so that the kill falls into the load however slow the machine is.
        while (_load.Promised.Count < before + 50 && !running.IsCompleted && _load.Surprises.IsEmpty) await Task.Delay(5);
        await Task.Delay(_random.Next(300));
        _service.Kill();
        await enough.CancelAsync();
        await running;

        _service.Dispose();
        _service = await Start();
        var wrong = new List<string>();
        Compare(await Load.Stored(_service.Client), wrong);
        await _load.Repeat(_service.Client);
        var stored = await Load.Stored(_service.Client);
        Compare(stored, wrong);
        if (stored.Count != _load.Promised.Count) wrong.Add($"{_load.Promised.Count} requests got a submission, {stored.Count} are stored");
        wrong.AddRange(_load.Surprises);
        return wrong;
    }

    public void Dispose() => _service?.Dispose();

    private Task<ServiceProcess> Start() => ServiceProcess.Start(dll, provider, connection, exams);

    private void Compare(List<(Guid Id, string Student, int Attempt)> stored, List<string> wrong)
    {
        var ids = stored.Select(row => row.Id).ToHashSet();
        if (ids.Count != stored.Count) wrong.Add($"{stored.Count - ids.Count} submissions are there twice");
        if (_load.Promised.Values.Count(id => !ids.Contains(id)) is > 0 and var lost) wrong.Add($"{lost} acknowledged submissions are lost");
        if (_load.Promised.Values.Distinct().Count() != _load.Promised.Count) wrong.Add("two requests got one submission");
        foreach (var student in stored.GroupBy(row => row.Student))
            if (!student.Select(row => row.Attempt).SequenceEqual(Enumerable.Range(1, student.Count()))) wrong.Add($"the attempts of {student.Key} have gaps");
    }
}
