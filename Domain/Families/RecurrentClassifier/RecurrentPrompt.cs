using System.Globalization;

namespace GradingService.Domain.Families.RecurrentClassifier;

/// <summary>The question in words.</summary>
internal static class RecurrentPrompt
{
    public static LocalizedText Of(RecurrentClassifierParameters p)
    {
        var (sequence, bits, asked) = (string.Join(", ", p.Sequence), p.Bits.ToString(CultureInfo.InvariantCulture), Property(p));
        return new(
            $"""
            Obična povratna mreža čita niz {bits}-bitnih brojeva, svaki kao stupac bitova (najznačajniji prvi), i odlučuje {asked.Hr}.

            - **a)** Odredite sve parametre i aktivacije povratne ćelije i izlaznog sloja tako da mreža točno razvrstava svaki niz.
            - **b)** Napišite jednadžbu stanja i jednadžbu izlaza.
            - **c)** Koliko parametara ima Vaš model?
            - **d)** Provedite Vaš model kroz niz {sequence}: stanja po koracima, izlaz i razred.
            """,
            $"""
            A vanilla recurrent network reads a sequence of {bits}-bit numbers, each as a column of bits (most significant first), and decides {asked.En}.

            - **a)** Choose all parameters and activations of the recurrent cell and the output layer so that the network classifies every sequence correctly.
            - **b)** Write the state update and the output as equations.
            - **c)** How many parameters does your model have?
            - **d)** Run your model over the sequence {sequence}: the states step by step, the output and the class.
            """);
    }

    private static LocalizedText Property(RecurrentClassifierParameters p) => p.Property switch
    {
        SequenceProperty.MajorityOdd => new(
            "ima li u nizu više neparnih nego parnih brojeva: tada je razred 1, inače (i pri jednakom broju) razred 0",
            "whether it holds more odd numbers than even ones: class 1 if so, else (also for a tie) class 0"),
        SequenceProperty.MajorityEven => new(
            "ima li u nizu više parnih nego neparnih brojeva: tada je razred 1, inače (i pri jednakom broju) razred 0",
            "whether it holds more even numbers than odd ones: class 1 if so, else (also for a tie) class 0"),
        SequenceProperty.MajoritySymbol => new(
            $"pojavljuje li se broj {p.Symbol} češće nego svi ostali zajedno: tada je razred 1, inače (i pri jednakom broju) razred 0",
            $"whether the number {p.Symbol} occurs more often than all others together: class 1 if so, else (also for a tie) class 0"),
        SequenceProperty.ParityOdd => new(
            "je li u nizu neparno mnogo neparnih brojeva: tada je razred 1, inače razred 0",
            "whether the count of odd numbers in it is odd: class 1 if so, else class 0"),
        SequenceProperty.ParitySymbol => new(
            $"pojavljuje li se broj {p.Symbol} neparno mnogo puta: tada je razred 1, inače razred 0",
            $"whether the number {p.Symbol} occurs an odd number of times: class 1 if so, else class 0"),
        _ => new(
            $"pojavljuje li se u nizu broj {p.Symbol}: tada je razred 1, inače razred 0",
            $"whether the number {p.Symbol} occurs in it: class 1 if so, else class 0"),
    };
}
