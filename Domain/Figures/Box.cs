namespace GradingService.Domain.Figures;

/// <summary>A place in a drawing, in its units, from the upper left corner.</summary>
public readonly record struct Spot(double X, double Y)
{
    /// <summary>How far another place is.</summary>
    public double DistanceTo(Spot other) => double.Hypot(X - other.X, Y - other.Y);

    public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a.Y + b.Y);
}

/// <summary>An upright rectangle in a drawing.</summary>
public readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;
    public double Bottom => Top + Height;
    public Spot Centre => new(Left + Width / 2, Top + Height / 2);

    /// <summary>The box of this size around a place.</summary>
    public static Box Around(Spot centre, double width, double height) => new(centre.X - width / 2, centre.Y - height / 2, width, height);

    public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Contains(Box other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;

    public bool Contains(Spot spot) => spot.X >= Left && spot.X <= Right && spot.Y >= Top && spot.Y <= Bottom;

    /// <summary>The box with a margin added on every side.</summary>
    public Box Grown(double margin) => new(Left - margin, Top - margin, Width + 2 * margin, Height + 2 * margin);
}
