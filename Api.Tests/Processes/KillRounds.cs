namespace GradingService.Tests.Processes;

/// <summary>Kills the service at random moments under load, starts it again, and compares what it keeps with what it promised.</summary>
internal sealed class KillRounds(string dll, string provider, string connection, string exams, int seed) : IDisposable
{
    private const int Callers = 16;
    private const int BatchCallers = 2;
    private const int Enough = 50;

    private readonly Load _load = new();
    private readonly BatchLoad _batches = new();
    private readonly Random _random = new(seed);
    private ServiceProcess? _service;

    /// <summary>How many submissions were acknowledged, by themselves or in a line of a batch.</summary>
    public int Promised => _load.Promised.Count + PromisedInBatches;

    public int PromisedInBatches => 2 * _batches.PromisedLines;

    /// <summary>Runs one round; says what is wrong afterwards, nothing where nothing is.</summary>
    public async Task<IReadOnlyList<string>> Round()
    {
        _service ??= await Start();
        using var enough = new CancellationTokenSource();
        var (before, linesBefore) = (_load.Promised.Count, _batches.PromisedLines);
        var running = Task.WhenAll(_load.Run(Callers, enough.Token, _service), _batches.Run(BatchCallers, _service, enough.Token));
        // From a number of answers on, so that the kill falls into the load however slow the machine is.
        while ((_load.Promised.Count < before + Enough || _batches.PromisedLines < linesBefore + Enough) && !running.IsCompleted && !Surprised) await Task.Delay(5);
        await Task.Delay(_random.Next(300));
        _service.Kill();
        await enough.CancelAsync();
        await running;

        _service.Dispose();
        _service = await Start();
        var wrong = new List<string>();
        Compare(await Load.Stored(_service.Client), wrong);
        await _load.Repeat(_service.Client);
        await _batches.Repeat(_service.Client);
        var stored = await Load.Stored(_service.Client);
        Compare(stored, wrong);
        if (stored.Count != Promised) wrong.Add($"{Promised} submissions were promised, {stored.Count} are stored");
        wrong.AddRange(_load.Surprises);
        wrong.AddRange(_batches.Surprises);
        return wrong;
    }

    public void Dispose() => _service?.Dispose();

    private Task<ServiceProcess> Start() => ServiceProcess.Start(dll, provider, connection, exams);

    private bool Surprised => !_load.Surprises.IsEmpty || !_batches.Surprises.IsEmpty;

    private void Compare(List<(Guid Id, string Student, string Question, int Attempt)> stored, List<string> wrong)
    {
        var promised = _load.Promised.Values.Concat(_batches.Promised).ToList();
        var ids = stored.Select(row => row.Id).ToHashSet();
        if (ids.Count != stored.Count) wrong.Add($"{stored.Count - ids.Count} submissions are there twice");
        if (promised.Count(id => !ids.Contains(id)) is > 0 and var lost) wrong.Add($"{lost} acknowledged submissions are lost");
        if (promised.Distinct().Count() != promised.Count) wrong.Add("two requests got one submission");
        foreach (var sheet in stored.GroupBy(row => (row.Student, row.Question)))
            if (!sheet.Select(row => row.Attempt).SequenceEqual(Enumerable.Range(1, sheet.Count()))) wrong.Add($"the attempts of {sheet.Key} have gaps");
    }
}
