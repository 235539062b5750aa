using System.Reflection;
using System.Security.Claims;
using GradingService.Domain.Exams;
using GradingService.Infrastructure.Persistence;

namespace GradingService.Api.Access;

/// <summary>Who is calling: a key, its role, and the one student that a student's key speaks for.</summary>
public sealed record Caller(Guid KeyId, Role Role, string? StudentId)
{
    /// <summary>The caller of a request, as a parameter of its handler.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context.User));

    public static Caller? Of(ClaimsPrincipal user) => (user.Identity as KeyIdentity)?.Caller;

    /// <summary>Whether an exam exists for this caller: a student sees it from its opening time on.</summary>
    public bool MaySee(Exam exam, DateTimeOffset now) => Role != Role.Student || exam.Policy.IsOpenedAt(now);

    /// <summary>Whether a student's submissions may be shown: a student's key sees that student's alone.</summary>
    public bool MaySee(string studentId) => Role != Role.Student || StudentId == studentId;

    /// <summary>How much of the marks is shown: to students what the policy says, to everyone else all.</summary>
    public Feedback Sees(ExamPolicy policy, DateTimeOffset now) => Role == Role.Student ? policy.FeedbackAt(now) : Feedback.Full;

    /// <summary>Whether pictures may show the solution: to instructors always, to those who speak with students once the policy says so.</summary>
    public bool MaySeeSolution(ExamPolicy policy, DateTimeOffset now) => Role == Role.Instructor || policy.ShowsSolutionAt(now);
}

/// <summary>The identity of a request that came with a valid key.</summary>
internal sealed class KeyIdentity(Caller caller)
    : ClaimsIdentity([new Claim(ClaimTypes.Role, caller.Role.ToString())], authenticationType: BearerKey.Scheme)
{
    public Caller Caller { get; } = caller;
}
