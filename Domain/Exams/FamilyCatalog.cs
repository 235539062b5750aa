using GradingService.Domain.Families;
using GradingService.Domain.Families.AffineLayer;
using GradingService.Domain.Families.AffineLayer.Layers;
using GradingService.Domain.Families.ContrastiveEmbedding;
using GradingService.Domain.Families.ConvolutionalNetwork;
using GradingService.Domain.Families.RecurrentClassifier;
using GradingService.Domain.Families.RegularizationPath;

namespace GradingService.Domain.Exams;

/// <summary>The kinds of questions there are.</summary>
public sealed class FamilyCatalog(IReadOnlyList<IQuestionFamily> families)
{
    /// <summary>The built-in families, one line each.</summary>
    /// <param name="layers">Where students' layers run; without it they are pending.</param>
    public static FamilyCatalog BuiltIn(ILayerRunner? layers = null) => new(
    [
        new AffineLayerFamily(layers),
        new ConvolutionalNetworkFamily(),
        new RecurrentClassifierFamily(),
        new ContrastiveEmbeddingFamily(),
        new RegularizationPathFamily(),
    ]);

    public IReadOnlyList<IQuestionFamily> Families => families;
    public IEnumerable<string> Names => families.Select(family => family.Name);

    public IQuestionFamily? Find(string name) => families.FirstOrDefault(family => family.Name == name);
}
