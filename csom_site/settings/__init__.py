"""Settings: base holds what every installation shares; dev and production say how they differ."""
