using GradingService.Domain.Exams;

namespace GradingService.Api.Exams;

/// <summary>Reads the folder that the exams lie in.</summary>
public static class ExamFolder
{
    /// <summary>Where the exams lie: the setting <c>Exams:Folder</c>, or <c>exams</c>.</summary>
    /// <remarks>Looked for in the content root, then beside the program.</remarks>
    public static string Locate(IConfiguration configuration, IHostEnvironment environment)
    {
        var folder = configuration["Exams:Folder"] is { Length: > 0 } set ? set : "exams";
        var besideContent = Path.GetFullPath(folder, environment.ContentRootPath);
        var besideProgram = Path.GetFullPath(folder, AppContext.BaseDirectory);
        return !Directory.Exists(besideContent) && Directory.Exists(besideProgram) ? besideProgram : besideContent;
    }

    /// <summary>Reads every exam file; files that end in <c>.schema.json</c> describe exams and are none.</summary>
    /// <exception cref="ExamFileException">A file is faulty; the first one, by name.</exception>
    public static LoadedExams Load(string folder, ExamReader reader)
    {
        if (!Directory.Exists(folder)) throw new ExamFileException(folder, "", "there is no such folder (setting Exams:Folder)");
        return new LoadedExams([.. Directory.EnumerateFiles(folder, "*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Select(file => Read(file, reader))]);
    }

    private static Exam Read(string file, ExamReader reader)
    {
        try
        {
            return reader.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));
        }
        catch (ExamFaultException e)
        {
            throw new ExamFileException(file, e.Pointer, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExamFileException(file, "", e.Message);
        }
    }
}

/// <summary>An exam file that the service can't start with.</summary>
public sealed class ExamFileException(string file, string pointer, string reason)
    : Exception($"{file}{(pointer.Length == 0 ? "" : $" at {pointer}")}: {reason}");
