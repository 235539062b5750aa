using GradingService.Tests.Infrastructure.Persistence;
using static GradingService.Tests.Processes.SystemCommand;

namespace GradingService.Tests.Processes;

/// <summary>A small file system of its own, which can be filled and made read-only; only root may mount one, so elsewhere its tests are skipped and say so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    public static SmallDisk Mount(int megabytes)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Only root may mount a small file system.");
        var folder = TemporaryStore.NewFolder();
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) == 0, "A small file system can't be mounted here.");
        return new SmallDisk(folder);
    }

    /// <summary>Leaves only so much room.</summary>
    public void FillUpTo(int kilobytesLeft)
    {
        using var ballast = new FileStream(Ballast, FileMode.Create);
        var block = new byte[1024];
        for (var left = new DriveInfo(Folder).AvailableFreeSpace / 1024 - kilobytesLeft; left > 0; left--) ballast.Write(block);
    }

    public void Free() => File.Delete(Ballast);

    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Folder));

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder, recursive: true);
    }
}
