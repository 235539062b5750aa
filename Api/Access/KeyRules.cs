using FluentValidation;
using GradingService.Api.Http;
using GradingService.Api.Submissions;
using GradingService.Infrastructure.Persistence;

namespace GradingService.Api.Access;

/// <summary>What a request for a key must satisfy.</summary>
internal sealed class KeyRules : AbstractValidator<KeyRequest>
{
    private const int LongestLabel = 200;

    public KeyRules()
    {
        RuleFor(key => key.Role).NotNull()
            .Because("Potrebna je uloga: student, portal, instructor ili admin.", "A role is needed: student, portal, instructor or admin.")
            .When(key => key.Faults.IsEmpty);
        RuleFor(key => key.Label).Must(label => !string.IsNullOrWhiteSpace(label) && label.Length <= LongestLabel)
            .Because("Potreban je opis do 200 znakova.", "A label of up to 200 characters is needed.");
        RuleFor(key => key.StudentId).Must(id => id is not null && StudentId.IsValid(id)).When(key => key.Role == Role.Student)
            .Because("Studentskom ključu treba studentId.", "A student's key needs a studentId.");
        RuleFor(key => key.StudentId).Null().When(key => key.Role is not null and not Role.Student)
            .Because("studentId ide samo uz ulogu student.", "Only a student's key has a studentId.");
    }
}
