using GradingService.Tests.Infrastructure.Persistence;
using static GradingService.Tests.Processes.SystemCommand;

namespace GradingService.Tests.Processes;

/// <summary>
/// A file system in a file, which can fail as on a broken disk and be repaired; only root may mount one, and not everywhere, so elsewhere its tests are skipped
/// and say so.
/// </summary>
internal sealed class ImageDisk : IDisposable
{
    private readonly string _image;

    private ImageDisk(string image, string folder) => (_image, Folder) = (image, folder);

    public string Folder { get; }

    public static ImageDisk Mount(int megabytes)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Only root may mount a file system.");
        var parent = TemporaryStore.NewFolder();
        var disk = new ImageDisk(Path.Combine(parent, "disk.img"), Directory.CreateDirectory(Path.Combine(parent, "disk")).FullName);
        using (var image = File.Create(disk._image)) image.SetLength(megabytes << 20);
        if (Run("mkfs.ext4", "-q", "-F", disk._image) == 0 && disk.Mount()) return disk;
        Directory.Delete(parent, recursive: true);
        Assert.Skip("A file system in a file can't be mounted here.");
        return disk;
    }

    /// <summary>What the kernel does where a disk's errors are too many: its journal ends, and from then on every write is refused.</summary>
    public void Abort() => Assert.Equal(0, Run("mount", "-o", "remount,abort", Folder));

    /// <summary>Writes to the disk what is only in memory so far.</summary>
    public void Sync() => Assert.Equal(0, Run("sync", "--file-system", Folder));

    /// <summary>Takes it off, checks and repairs it, and mounts it again, as after a restart of the machine.</summary>
    public void Repair()
    {
        Assert.Equal(0, Run("umount", Folder));
        // 1: errors were corrected.
        Assert.InRange(Run("fsck.ext4", "-p", _image), 0, 1);
        Assert.True(Mount());
    }

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Path.GetDirectoryName(_image)!, recursive: true);
    }

    private bool Mount() => Run("mount", "-o", "loop", _image, Folder) == 0;
}
