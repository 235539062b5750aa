using GradingService.Domain.Families.AffineLayer.Layers;

namespace GradingService.Infrastructure.CodeExecution;

/// <summary>Runs layers with Python's harness in a sandbox.</summary>
/// <param name="callTime">How long one call may take, on the processor's clock.</param>
public sealed class PythonLayerRunner(ISandbox sandbox, TimeSpan? callTime = null) : ILayerRunner
{
    private readonly TimeSpan _callTime = callTime ?? TimeSpan.FromSeconds(1);

    public async Task<LayerRun?> Run(string source, IReadOnlyList<IReadOnlyList<LayerStep>> trials, CancellationToken cancellation)
    {
        try
        {
            return LayerFrames.Read(await sandbox.Run(LayerJob.Write(source, trials, _callTime), cancellation), trials);
        }
        catch (SandboxUnavailableException)
        {
            return null;
        }
    }
}
