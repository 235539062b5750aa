using GradingService.Domain;

namespace GradingService.Api.Http;

/// <summary>A way in which a request can fail. This is the whole list; the names never change once clients know them.</summary>
/// <param name="Name">Kebab-case; the end of <see cref="Uri"/>.</param>
/// <param name="Status">The HTTP status that goes with it.</param>
/// <param name="Title">What happened, in general.</param>
public sealed record ProblemType(string Name, int Status, LocalizedText Title)
{
    public static readonly ProblemType BadRequest = new("bad-request", 400, new(
        "Zahtjev nije ispravan.", "The request isn't valid."));

    public static readonly ProblemType MalformedJson = new("malformed-json", 400, new(
        "Tijelo zahtjeva nije ispravan JSON.", "The body isn't valid JSON."));

    public static readonly ProblemType InvalidParameter = new("invalid-parameter", 400, new(
        "Parametar u adresi ili zaglavlju nije ispravan.", "A parameter in the address or in a header isn't valid."));

    public static readonly ProblemType Unauthorized = new("unauthorized", 401, new(
        "Potreban je valjan ključ: Authorization: Bearer <ključ>.", "A valid key is needed: Authorization: Bearer <key>."));

    public static readonly ProblemType Forbidden = new("forbidden", 403, new(
        "Ovaj ključ to ne smije.", "This key may not do that."));

    public static readonly ProblemType OtherStudent = new("other-student", 403, new(
        "Ključ pripada drugom studentu.", "The key belongs to another student."));

    public static readonly ProblemType ExamNotOpen = new("exam-not-open", 403, new(
        "Ispit još nije otvoren.", "The exam isn't open yet."));

    public static readonly ProblemType ExamClosed = new("exam-closed", 403, new(
        "Ispit je zatvoren; odgovori se više ne primaju.", "The exam is closed; answers are no longer taken."));

    public static readonly ProblemType NotFound = new("not-found", 404, new(
        "To ne postoji.", "There is no such thing."));

    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405, new(
        "Ova adresa ne prima tu metodu; vidi zaglavlje Allow.", "This address doesn't take that method; see the Allow header."));

    public static readonly ProblemType NoAttemptLeft = new("no-attempt-left", 409, new(
        "Svi su pokušaji iskorišteni.", "All attempts are used up."));

    public static readonly ProblemType LastAdminKey = new("last-admin-key", 409, new(
        "Ovo je posljednji administratorski ključ; prije opoziva izradite drugi.", "This is the last admin's key; make another one before revoking it."));

    public static readonly ProblemType TooLarge = new("too-large", 413, new(
        "Tijelo zahtjeva je veće od 1 MiB.", "The body is larger than 1 MiB."));

    public static readonly ProblemType UnsupportedMediaType = new("unsupported-media-type", 415, new(
        "Tijelo mora biti JSON u UTF-8: Content-Type: application/json.", "The body must be JSON in UTF-8: Content-Type: application/json."));

    public static readonly ProblemType Unreadable = new("unreadable", 422, new(
        "Dio zahtjeva ne može se pročitati; ništa nije spremljeno i pokušaj nije potrošen.",
        "Part of the request can't be read; nothing was stored and no attempt was used."));

    public static readonly ProblemType IdempotencyKeyReused = new("idempotency-key-reused", 422, new(
        "Taj Idempotency-Key već je upotrijebljen s drugim tijelom.", "That Idempotency-Key was used with another body."));

    public static readonly ProblemType Internal = new("internal", 500, new(
        "Greška u usluzi.", "The service failed."));

    public static readonly ProblemType Busy = new("busy", 503, new(
        "Usluga je trenutačno preopterećena; pokušajte ponovno.", "The service is busy; try again shortly."));

    public static readonly ProblemType StoreUnavailable = new("store-unavailable", 503, new(
        "Baza podataka trenutačno nije dostupna; pokušajte ponovno.", "The database isn't available; try again shortly."));

    public static readonly ProblemType NotReady = new("not-ready", 503, new(
        "Usluga još nije spremna.", "The service isn't ready."));

    /// <summary>Every problem type.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        BadRequest, MalformedJson, InvalidParameter, Unauthorized, Forbidden, OtherStudent, ExamNotOpen, ExamClosed, NotFound, MethodNotAllowed,
        NoAttemptLeft, LastAdminKey, TooLarge, UnsupportedMediaType, Unreadable, IdempotencyKeyReused, Internal, Busy, StoreUnavailable, NotReady,
    ];

    /// <summary>The stable identifier that clients branch on.</summary>
    public string Uri => "urn:grading:" + Name;

    /// <summary>The general problem of a status; where there is none, one that only says the status.</summary>
    public static ProblemType Of(int status) =>
        All.FirstOrDefault(type => type.Status == status)
        ?? (status >= 500 ? Internal : BadRequest) with { Status = status };
}
